// Shapes of our connection to CargoTech over HTTP.
import { z } from "zod";

const count = () => z.int().nonnegative();

export const CargoTechAnswer = z.object({
  state: z.enum(["ok", "degraded", "down", "denied"]),
  breaker: z.enum(["closed", "open", "half-open"]),
  tokenObtainedAt: z.iso.datetime().optional(),
  tokenExpiresAt: z.iso.datetime().optional(),
  lastError: z.string().optional(),
  budget: z.object({
    perMinute: count(),
    /** Calls that count against the present minute. */
    used: count(),
    waiting: count(),
    pausedUntil: z.iso.datetime().optional(),
  }),
  /** Counts since the start: answered fresh, old while refreshed, by asking, old for want of better, not at all. */
  caches: z.array(z.object({
    name: z.string(),
    size: count(),
    largest: count(),
    ttlSeconds: z.number(),
    hit: count(),
    stale: count(),
    miss: count(),
    rescued: count(),
    failed: count(),
  })),
});

export const CacheCleared = z.object({ answers: count() });
