// When to ask a provider again that gave no answer to act on.
import { ProviderFailure } from "../../domain/payments/provider_failure.ts";

const SECOND = 1_000;
/** YooKassa suggests growing steps like these (API v3, "Rules of interaction"). */
const STEPS = [1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233].map((seconds) => seconds * SECOND);
const LONGEST = 300 * SECOND;

/** UTC milliseconds; `attempt` counts from 1, `random` is from 0 to 1 and spreads those who wait for the same thing. */
export function askAgainAt(
  error: unknown,
  { now, attempt, random }: { now: number; attempt: number; random: number },
): number {
  const asked = error instanceof ProviderFailure ? error.retryAt ?? 0 : 0;
  if (asked > now) return asked + Math.round(random * SECOND);
  const step = STEPS[attempt - 1] ?? LONGEST;
  return now + Math.round(step * (0.75 + random / 2));
}

export function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
