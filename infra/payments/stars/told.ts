// What Telegram tells the bot of Stars, in the words of payments (Bot API, "SuccessfulPayment" and "RefundedPayment").
import type { RefundedPayment, SuccessfulPayment } from "grammy/types";
import type { ProviderPayment, ProviderRefund } from "../../../domain/payments/ports.ts";

/** `date` is the message's, Unix seconds. */
export function paymentTold(
  payment: SuccessfulPayment,
  { payerId, date }: { payerId: number; date: number },
): ProviderPayment {
  const { telegram_payment_charge_id, currency, total_amount, invoice_payload } = payment;
  const { is_recurring, is_first_recurring, subscription_expiration_date: until } = payment;
  return {
    provider: "stars",
    providerPaymentId: telegram_payment_charge_id,
    status: "succeeded",
    amount: { minor: total_amount, currency },
    paidAt: iso(date),
    test: false,
    paymentId: invoice_payload,
    payerId,
    ...(is_recurring === true && is_first_recurring !== true && { renewal: true }),
    ...(until !== undefined && { until: iso(until) }),
  };
}

/** Stars go back as a whole and under the id of their charge. */
export function refundTold(refund: RefundedPayment, date: number): ProviderRefund {
  const { telegram_payment_charge_id: id, currency, total_amount } = refund;
  return {
    provider: "stars",
    providerRefundId: id,
    providerPaymentId: id,
    status: "succeeded",
    amount: { minor: total_amount, currency },
    at: iso(date),
  };
}

const iso = (unixSeconds: number) => new Date(unixSeconds * 1000).toISOString();
