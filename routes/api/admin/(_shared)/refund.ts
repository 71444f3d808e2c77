// Giving money back on staff's word: how much, under which id, and what it will do to access.
import type { App } from "../../../../domain/app.ts";
import type { PaymentRefusal, PaymentView } from "../../../../domain/payments/mod.ts";
import { goingBack, type Refund } from "../../../../domain/payments/state.ts";
import type { Money } from "../../../../domain/shared/money.ts";
import type { Origin } from "../../../../domain/shared/origin.ts";
import { fieldSentence } from "../../../../texts/admin_errors.ts";
import type { RefundBody } from "../(_schemas)/payment_deeds.ts";
import { onceId } from "./once.ts";

/** What of a charge has not gone back and was not asked for; the first charge unless one is named. */
export function refundable({ state, amount }: PaymentView, providerPaymentId?: string): Money {
  const none = { ...amount, minor: 0 };
  if (state.status === "none") return none;
  const charge = providerPaymentId ?? state.providerPaymentId ?? "";
  const paid = state.charges[charge];
  if (!paid) return none;
  return { ...paid.amount, minor: paid.amount.minor - goingBack(state, charge) };
}

/**
 * Asks for the refund. `key` names the wish: the same one twice is one refund. Without a key the same sum for the same
 * reason is the same wish of the same person, until it has come to nothing.
 */
export async function askForRefund(
  app: Pick<App, "payments">,
  payment: PaymentView,
  { reason, revokeDays, providerPaymentId, amount: named }: RefundBody,
  { key, origin }: { key: string | null; origin: Origin },
) {
  const { paymentId, state } = payment;
  const refunds = state.status === "none" ? {} : state.refunds;
  const ended = Object.values(refunds).filter(({ status }) => status === "failed" || status === "declined");
  const charge = providerPaymentId ?? null;
  const by = origin.actor.id ?? null;
  const refundId = key === null
    ? await onceId(
      "refund",
      paymentId,
      by,
      charge,
      named?.minor ?? "all",
      revokeDays ?? null,
      reason,
      ended.length,
    )
    : await onceId("refund", paymentId, by, key);
  // Nothing is left of a charge whose whole refund is asked for once more.
  const amount = named ?? refunds[refundId]?.amount ?? refundable(payment, providerPaymentId);
  const asked = {
    ...{ refundId, amount, reason },
    ...(revokeDays !== undefined && { revokeDays }),
    ...(providerPaymentId !== undefined && { providerPaymentId }),
  };
  const outcome = await app.payments.requestRefund(paymentId, asked, origin);
  if ("refused" in outcome) return { ...outcome, amount };
  return { refundId, status: statusOf(outcome, refundId), payment: outcome };
}

function statusOf({ state }: PaymentView, refundId: string): Refund["status"] {
  return state.status === "none" ? "failed" : state.refunds[refundId]?.status ?? "failed";
}

/** What is wrong with a sum that was refused, for beside its field; null when it is not about the sum. */
export function wrongAmount(refused: PaymentRefusal, asked: Money, left: Money): string | null {
  if (refused !== "refund_amount_invalid" && refused !== "refund_too_large") return null;
  return fieldSentence(asked.currency === left.currency ? "refund_too_large" : "invalid_currency");
}
