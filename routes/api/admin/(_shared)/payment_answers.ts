// Payments as staff sees them over HTTP.
import type { PaymentView } from "../../../../domain/payments/mod.ts";
import { needsAttention } from "../../../../domain/payments/search.ts";
import type { Sums } from "../../../../domain/payments/totals.ts";
import type { Currency, Money } from "../../../../domain/shared/money.ts";
import type { PaymentRecord } from "../(_schemas)/payments.ts";

export function paymentRecord(payment: PaymentView): PaymentRecord {
  const { amount: { currency }, receivedMinor, refundedMinor, anomalies } = payment;
  const { promoCode, paidAt, canceledAt, cancelParty, cancelReason } = payment;
  const { paymentId, driverId, status, provider, providerPaymentId, tariff, price, discount, amount } =
    payment;
  const { createdAt, openUntil, registrationUnknown } = payment;
  return {
    ...{ paymentId, driverId, status, provider, providerPaymentId, tariff, price, discount, amount },
    received: { minor: receivedMinor, currency },
    refunded: { minor: refundedMinor, currency },
    ...(promoCode !== undefined && { promoCode }),
    ...{ createdAt, openUntil },
    ...(paidAt !== undefined && { paidAt }),
    ...(canceledAt !== undefined && { canceledAt }),
    ...(cancelParty !== undefined && { cancelParty }),
    ...(cancelReason !== undefined && { cancelReason }),
    registrationUnknown,
    anomalies: [...anomalies],
    attention: needsAttention(payment),
  };
}

/** One sum for each currency there is. */
export function moneyOf(sums: Sums): Money[] {
  return Object.entries(sums).map(([currency, minor]) => ({ minor, currency: currency as Currency }));
}

/** What `PaymentStory` has beside the record, but for the timeline. */
export function paymentDetails({ state, receiptContact }: PaymentView) {
  const { refunds, disputes, mismatches } = state.status === "none"
    ? { refunds: {}, disputes: {}, mismatches: {} }
    : state;
  return {
    ...(receiptContact !== undefined && { receiptContact }),
    refunds: Object.entries(refunds).map(([refundId, refund]) => {
      const { status, amount, providerRefundId, external, revokeDays, proposedBy, reason } = refund;
      return {
        ...{ refundId, status, amount, providerRefundId, external, revokeDays },
        ...(proposedBy !== undefined && { proposedBy }),
        ...(reason !== undefined && { reason }),
      };
    }),
    disputes: Object.entries(disputes).map(([disputeId, status]) => ({ disputeId, status })),
    mismatches: Object.values(mismatches).map(({ providerPaymentId, status, minor, currency, resolved }) => ({
      ...{ providerPaymentId, status, minor, currency, resolved },
    })),
  };
}
