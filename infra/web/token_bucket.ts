// Rate limits: a bucket per caller that holds twice the rate and fills at the rate.
import type { Clock } from "../../domain/shared/ports.ts";
import { LruMap } from "../lru_map.ts";

const CALLERS = 50_000;

/** Takes one token from the caller's bucket: 0 when there was one, else whole seconds to wait. */
export function createThrottle(
  { perSecond, clock }: { perSecond: number; clock: Clock },
): (caller: string) => number {
  const capacity = Math.max(1, perSecond * 2);
  const buckets = new LruMap<string, { tokens: number; at: number }>(CALLERS);

  return (caller) => {
    const now = clock();
    const bucket = buckets.get(caller) ?? { tokens: capacity, at: now };
    const refilled = Math.max(0, now - bucket.at) / 1000 * perSecond;
    const tokens = Math.min(capacity, bucket.tokens + refilled);
    const granted = tokens >= 1;
    buckets.set(caller, { tokens: granted ? tokens - 1 : tokens, at: now });
    return granted ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  };
}
