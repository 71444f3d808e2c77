// A call under a key that Stripe may have spent on a failure of its own, which it would repeat for a day (docs.stripe.com,
// "Idempotent requests"): what came of it is looked up, and only then another key is taken.
import { isKeptFailure } from "./refusal.ts";

/** Keys of one call, tried in order; always the same ones, so that a repeat after a crash finds what was done. */
const KEYS = 3;

/** Throws what the last key threw. */
export async function keyed<T>(
  key: string,
  call: (key: string) => Promise<T>,
  lookUp: () => Promise<T | null>,
): Promise<T> {
  for (let attempt = 1;; attempt++) {
    try {
      return await call(attempt === 1 ? key : `${key}-${attempt}`);
    } catch (error) {
      if (!isKeptFailure(error)) throw error;
      const done = await lookUp();
      if (done !== null) return done;
      if (attempt === KEYS) throw error;
    }
  }
}
