// What the steps of payments that ask providers work with.
import type { Payments } from "../../domain/payments/mod.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Listen } from "./listen.ts";

export interface StepDeps {
  readonly payments: Payments;
  readonly listen: Listen;
  readonly clock: Clock;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
}
