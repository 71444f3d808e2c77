// How long to wait before the next attempt: doubling from a second to five minutes, spread so that they do not march in step.

const BASE_MS = 1_000;
const CAP_MS = 300_000;

/** Milliseconds after attempt number `attempt` (from 1) failed; `random` is from 0 to 1. */
export function backoffMs(attempt: number, random: number): number {
  const whole = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt - 1, 30));
  return Math.round(whole / 2 + random * whole / 2);
}
