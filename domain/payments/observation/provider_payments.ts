// Which payment of ours a provider's object is.
import type { StoredEvent } from "../../shared/event.ts";
import type { Projection } from "../../shared/projection.ts";
import { isPayment, type PaymentEvent } from "../events.ts";

export interface ProviderPaymentRow {
  readonly paymentId: string;
  readonly driverId: number;
}

/** Rows at [providerPaymentId]. */
export const providerPayments: Projection<ProviderPaymentRow> = {
  name: "provider_payments",
  version: 1,
  keys: (event) => {
    // A mismatch binds nothing: the object may be anybody's.
    if (!isPayment(event) || event.type === "PaymentMismatchDetected") return [];
    const id = "providerPaymentId" in event.data ? event.data.providerPaymentId : undefined;
    return id === undefined ? [] : [[id]];
  },
  fold: (row, event) => {
    const { paymentId, driverId } = (event as StoredEvent<PaymentEvent>).data;
    return row ?? { paymentId, driverId };
  },
};
