// Finds a payment of ours at a provider by the mark we gave it, when its answer to our call was lost.
import type { PaymentProvider, ProviderPayment, Unreadable } from "../ports.ts";
import { ProviderFailure } from "../provider_failure.ts";

/** Their clock and ours may differ by so much, milliseconds. */
const SKEW = 60_000;

/**
 * Null when the provider surely has none. Throws ProviderFailure when it may be the one that cannot be read, and after
 * `most` payments. `since`: when it was first asked for, ISO 8601 UTC.
 */
export async function lookUp(
  provider: Pick<PaymentProvider, "list">,
  { paymentId, since, most = Infinity }: { paymentId: string; since: string; most?: number },
): Promise<ProviderPayment | null> {
  const from = new Date(Date.parse(since) - SKEW).toISOString();
  const cannotTell = (why: string) =>
    new ProviderFailure(`Cannot tell whether payment ${paymentId} was made: ${why}`, "unknown");
  let mayBeOurs = false;
  const skipped = ({ belongsTo }: Unreadable) => mayBeOurs ||= belongsTo === null || belongsTo === paymentId;
  let looked = 0;
  for await (const payment of provider.list(from, skipped)) {
    if (payment.paymentId === paymentId) return payment;
    if (++looked >= most) throw cannotTell(`it is not among ${looked} others`);
  }
  if (mayBeOurs) throw cannotTell("one cannot be read");
  return null;
}
