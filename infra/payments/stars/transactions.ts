// The ledger of Stars in the words of payments.
import type { ProviderPayment, ProviderRefund } from "../../../domain/payments/ports.ts";
import type { Transaction } from "./ledger.ts";

/** Charges, oldest first, each with what of it went back. */
export function paymentsOf(ledger: readonly Transaction[]): ProviderPayment[] {
  const back = new Set(ledger.filter(({ direction }) => direction === "back").map(({ id }) => id));
  const begun = new Set<string>();
  return ledger.filter(({ direction }) => direction === "in").map((charge) => {
    const { id, minor, date, userId, payload, period } = charge;
    // A further charge of a subscription is its renewal; Telegram tells the end only in its message.
    const renewal = period !== undefined && payload !== undefined && begun.has(payload);
    if (payload !== undefined) begun.add(payload);
    return {
      provider: "stars",
      providerPaymentId: id,
      status: "succeeded",
      amount: { minor, currency: "XTR" },
      paidAt: iso(date),
      createdAt: iso(date),
      test: false,
      payerId: userId,
      ...(payload !== undefined && { paymentId: payload }),
      ...(renewal && { renewal }),
      ...(period !== undefined && { until: iso(date + period) }),
      ...(back.has(id) && { refunded: { minor, currency: "XTR" } }),
    };
  });
}

/** Always of the whole charge, and under its id (core.telegram.org, "StarTransaction"). */
export function refundsOf(ledger: readonly Transaction[]): ProviderRefund[] {
  return ledger.filter(({ direction }) => direction === "back").map(({ id, minor, date }) => ({
    provider: "stars",
    providerRefundId: id,
    providerPaymentId: id,
    status: "succeeded",
    amount: { minor, currency: "XTR" },
    at: iso(date),
  }));
}

const iso = (unixSeconds: number) => new Date(unixSeconds * 1000).toISOString();
