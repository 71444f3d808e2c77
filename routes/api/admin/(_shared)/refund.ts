// Giving money back on staff's word: how much, under which id, and what it will do to access.
import type { App } from "../../../../domain/app.ts";
import type { PaymentView } from "../../../../domain/payments/mod.ts";
import type { Money } from "../../../../domain/shared/money.ts";
import type { Origin } from "../../../../domain/shared/origin.ts";
import type { RefundBody } from "../(_schemas)/payment_deeds.ts";
import { onceId } from "./once.ts";

/** What of a charge has not gone back and was not asked for; the first charge unless one is named. */
export function refundable({ state, amount }: PaymentView, providerPaymentId?: string): Money {
  const none = { ...amount, minor: 0 };
  if (state.status === "none") return none;
  const charge = providerPaymentId ?? state.providerPaymentId ?? "";
  const paid = state.charges[charge];
  if (!paid) return none;
  const back = Object.values(state.refunds).filter((refund) =>
    refund.charge === charge && refund.status !== "failed"
  );
  return {
    ...paid.amount,
    minor: back.reduce((left, refund) => left - refund.amount.minor, paid.amount.minor),
  };
}

/**
 * Asks for the refund. `key` names the wish: the same one twice is one refund. Without a key the same sum for the same
 * reason is the same wish, until it has failed.
 */
export async function askForRefund(
  app: Pick<App, "payments">,
  payment: PaymentView,
  { reason, revokeDays, providerPaymentId, amount = refundable(payment, providerPaymentId) }: RefundBody,
  { key, origin }: { key: string | null; origin: Origin },
) {
  const { paymentId, state } = payment;
  const failed = state.status === "none"
    ? 0
    : Object.values(state.refunds).filter(({ status }) => status === "failed").length;
  const charge = providerPaymentId ?? null;
  const refundId = key === null
    ? await onceId("refund", paymentId, charge, amount.minor, revokeDays ?? null, reason, failed)
    : await onceId("refund", paymentId, origin.actor.id ?? null, key);
  const asked = {
    ...{ refundId, amount, reason },
    ...(revokeDays !== undefined && { revokeDays }),
    ...(providerPaymentId !== undefined && { providerPaymentId }),
  };
  const outcome = await app.payments.requestRefund(paymentId, asked, origin);
  return "refused" in outcome ? outcome : { refundId, payment: outcome };
}
