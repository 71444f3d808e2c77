// Finds a payment of ours at a provider by the mark we gave it, when its answer to our call was lost.
import type { PaymentProvider, ProviderPayment } from "../../domain/payments/ports.ts";

/** Their clock and ours may differ by so much, milliseconds. */
const SKEW = 60_000;

/** Null when the provider has none. `since`: when it was first asked for, ISO 8601 UTC. */
export async function lookUp(
  provider: Pick<PaymentProvider, "list">,
  { paymentId, since }: { paymentId: string; since: string },
): Promise<ProviderPayment | null> {
  const from = new Date(Date.parse(since) - SKEW).toISOString();
  for await (const payment of provider.list(from)) {
    if (payment.paymentId === paymentId) return payment;
  }
  return null;
}
