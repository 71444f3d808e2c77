// A person has looked at money that does not fit: it was for this payment after all, or it was not.
import { Currency } from "../shared/money.ts";
import type { ResolveMismatch } from "./commands.ts";
import type { PaymentEvent } from "./events.ts";
import { about, NOTHING, type Outcome, promoOf } from "./outcome.ts";
import { grantOf, isOpen, type Mismatch, type Started } from "./state.ts";

/** Accepting takes the money as it is: for this payment, in its currency, whatever the sum. */
export function resolveMismatch(command: ResolveMismatch, state: Started): Outcome {
  const { providerPaymentId, decision, reason, at } = command;
  const all = Object.values(state.mismatches).filter((one) => one.providerPaymentId === providerPaymentId);
  if (all.length === 0) return { refused: "mismatch_not_found" };
  const open = all.filter(({ resolved }) => !resolved);
  if (open.length === 0) return NOTHING;
  const resolved: PaymentEvent = {
    type: "PaymentMismatchResolved",
    data: { ...about(state, at), providerPaymentId, decision, reason },
  };
  if (decision === "dismissed") return { ok: [resolved, ...deadEnd(command, open, state)] };
  const paid = open.find(({ status }) => status === "succeeded");
  const currency = Currency.safeParse(paid?.currency);
  if (!paid || !currency.success || currency.data !== state.amount.currency) {
    return { refused: "mismatch_not_payable" };
  }
  const money = {
    ...about(state, at),
    provider: state.provider,
    providerPaymentId,
    amount: { minor: paid.minor, currency: currency.data },
    paidAt: paid.paidAt ?? at,
    via: "admin",
    grantId: grantOf(state, providerPaymentId),
    tariffId: state.tariff.id,
    days: state.tariff.days,
  } as const;
  if (state.status === "succeeded") {
    return { ok: [resolved, { type: "PaymentRepeated", data: { ...money, renewal: false } }] };
  }
  return { ok: [resolved, { type: "PaymentSucceeded", data: { ...money, ...promoOf(state) } }] };
}

/** Where the driver was to pay is paid already, or closed: another press must lead to another order. */
function deadEnd({ at }: ResolveMismatch, open: readonly Mismatch[], state: Started): PaymentEvent[] {
  const isOurs = ({ providerPaymentId }: Mismatch) =>
    state.providerPaymentId === null || state.providerPaymentId === providerPaymentId;
  const isOver = ({ status }: Mismatch) => status === "succeeded" || status === "canceled";
  if (!isOpen(state) || !open.some((one) => isOurs(one) && isOver(one))) return [];
  const why = { party: "merchant", reason: "mismatch_dismissed", via: "admin" } as const;
  return [{ type: "PaymentCanceled", data: { ...about(state, at), ...why, ...promoOf(state) } }];
}
