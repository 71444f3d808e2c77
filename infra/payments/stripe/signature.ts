// Whether Stripe signed it: over the raw body, not long ago (docs.stripe.com/webhooks/signatures).
import Stripe from "stripe";
import type { Clock } from "../../../domain/shared/ports.ts";

/** Seconds a signature is good for, either way of our clock. */
const TOLERANCE = 300;

/** `secrets`: two while one takes the place of the other. Null when none of them signed it, or not now. */
export async function verifiedEvent(
  { body, signature }: { body: string; signature: string | null },
  { secrets, clock }: { secrets: readonly string[]; clock: Clock },
): Promise<Stripe.Event | null> {
  if (signature === null || isFromFuture(signature, clock())) return null;
  for (const secret of secrets) {
    try {
      return await Stripe.webhooks.constructEventAsync(
        body,
        signature,
        secret,
        TOLERANCE,
        undefined,
        clock(),
      );
    } catch (error) {
      const isBad = error instanceof Stripe.errors.StripeSignatureVerificationError ||
        error instanceof SyntaxError;
      if (!isBad) throw error;
    }
  }
  return null;
}

/** The package looks at the age alone, so a stamp of tomorrow would be good for a day. */
function isFromFuture(signature: string, now: number): boolean {
  const stamp = /(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)?.[1];
  return stamp !== undefined && Number(stamp) > now / 1000 + TOLERANCE;
}
