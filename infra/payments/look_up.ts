// Finds a payment of ours at a provider by the mark we gave it, when its answer to our call was lost.
import type { PaymentProvider, ProviderPayment, Unreadable } from "../../domain/payments/ports.ts";

/** Their clock and ours may differ by so much, milliseconds. */
const SKEW = 60_000;

/**
 * Null when the provider has none; throws when it may be the one that cannot be read. `since`: when it was first asked
 * for, ISO 8601 UTC.
 */
export async function lookUp(
  provider: Pick<PaymentProvider, "list">,
  { paymentId, since }: { paymentId: string; since: string },
): Promise<ProviderPayment | null> {
  const from = new Date(Date.parse(since) - SKEW).toISOString();
  let mayBeOurs = false;
  const skipped = ({ belongsTo }: Unreadable) => mayBeOurs ||= belongsTo === null || belongsTo === paymentId;
  for await (const payment of provider.list(from, skipped)) {
    if (payment.paymentId === paymentId) return payment;
  }
  if (mayBeOurs) throw new Error(`Cannot tell whether payment ${paymentId} was made: one cannot be read`);
  return null;
}
