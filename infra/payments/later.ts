// What becomes of a step whose provider gave no answer to act on: it is done again later, as long as that takes.
import { ProviderFailure } from "../../domain/payments/provider_failure.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import type { Outcome } from "../queue/handler.ts";

const SECOND = 1_000;
/** YooKassa suggests growing steps like these (API v3, "Rules of interaction"). */
const STEPS = [1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233].map((seconds) => seconds * SECOND);
const LONGEST = 300 * SECOND;

/**
 * What went wrong, if it was the provider. Throws everything else: the reason of a step that is to stop, and faults of
 * ours, which the worker logs and counts instead of waiting for them in silence.
 */
export function failureOf(error: unknown, signal: AbortSignal): ProviderFailure {
  if (signal.aborted) throw signal.reason;
  if (!(error instanceof ProviderFailure)) throw error;
  return error;
}

/** `random` is from 0 to 1 and spreads those who wait for the same thing. */
export function askAgain(
  failure: ProviderFailure,
  { attempt }: Pick<QueuedMessage, "attempt">,
  { clock, random }: { readonly clock: Clock; readonly random: () => number },
): Outcome {
  const error = textOf(failure);
  const { retryAt = 0 } = failure;
  if (retryAt > clock()) return { retryAt: retryAt + Math.round(random() * SECOND), error };
  const step = STEPS[attempt - 1] ?? LONGEST;
  return { retryAt: clock() + Math.round(step * (0.75 + random() / 2)), error };
}

export function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
