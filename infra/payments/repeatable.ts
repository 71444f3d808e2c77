// What all steps of payments have in common as queued work.
import type { Handler } from "../queue/handler.ts";

/**
 * A step that was cut short is done again: its calls have keys of their own, and what is recorded twice counts once. A
 * fault of ours has some six hours to be mended before the step ends among the dead.
 */
export const REPEATABLE: Pick<Handler, "leaseMs" | "maxAttempts" | "lostClaim"> = {
  leaseMs: 10_000,
  maxAttempts: 100,
  lostClaim: "retry",
};
