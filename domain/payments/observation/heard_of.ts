// What reached us about one payment: by our id of it, or by the provider's ids of the payment and its refunds.
import type { View } from "../../shared/projection.ts";
import type { Payment } from "../state.ts";
import type { PaymentAuditRow } from "./deliveries.ts";

/** Oldest first; refused ones that name an object of the payment are among them. */
export async function heardOf(
  deliveries: View<PaymentAuditRow>,
  paymentId: string,
  state: Payment,
): Promise<PaymentAuditRow[]> {
  const found = await Promise.all([paymentId, ...objectsOf(state)].map((id) => deliveries.list([id])));
  const byId = new Map(found.flat().map(({ row }) => [row.deliveryId, row]));
  return [...byId.values()].sort((a, b) =>
    a.receivedAt.localeCompare(b.receivedAt) || a.deliveryId.localeCompare(b.deliveryId)
  );
}

function objectsOf(state: Payment): string[] {
  if (state.status === "none") return [];
  const { providerPaymentId, charges, refunds } = state;
  const refunded = Object.values(refunds).map((refund) => refund.providerRefundId);
  const ids = [providerPaymentId, ...Object.keys(charges), ...refunded];
  return [...new Set(ids.filter((id): id is string => id !== null && id !== ""))];
}
