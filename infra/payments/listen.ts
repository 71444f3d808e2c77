// Passes on what a provider says, and calls a person when it does not add up.
import type { Observed, Payments } from "../../domain/payments/mod.ts";
import type { Source } from "../../domain/payments/events.ts";
import type { ProviderPayment, ProviderRefund } from "../../domain/payments/ports.ts";
import type { Origin } from "../../domain/shared/origin.ts";
import type { Alerts } from "../alerts.ts";

export interface Listen {
  payment(said: ProviderPayment, via: Source, origin: Origin): Promise<Observed>;
  refund(said: ProviderRefund, via: Source, origin: Origin): Promise<Observed>;
}

export function createListen(
  { payments, alarm }: {
    payments: Pick<Payments, "observe" | "observeRefund">;
    alarm: Alerts["alarm"];
  },
): Listen {
  return {
    async payment(said, via, origin) {
      const observed = await payments.observe(said, via, origin);
      const { provider, providerPaymentId, status, receiptRefused } = said;
      const about = { provider, providerPaymentId, status, via, paymentId: observed.paymentId };
      const isNews = observed.eventIds.length > 0;
      if (observed.verdict === "mismatch") alarm("a payment is not what was asked for", about);
      if (observed.verdict === "unknown_object" && isNews) alarm("a payment that nobody asked us for", about);
      if (observed.verdict === "ignored" && status === "canceled") {
        alarm("a provider takes back its word on a payment", about);
      }
      if (receiptRefused && isNews) alarm("a tax receipt was refused", about);
      return observed;
    },
    async refund(said, via, origin) {
      const observed = await payments.observeRefund(said, via, origin);
      if (observed.verdict === "mismatch") {
        const { provider, providerPaymentId, providerRefundId } = said;
        alarm("more went back than was paid", { provider, providerPaymentId, providerRefundId, via });
      }
      return observed;
    },
  };
}
