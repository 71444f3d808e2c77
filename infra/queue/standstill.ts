// Notices that the queue has not been worked off for a while: each failure alone may be an outage that passes by itself.
import type { Clock } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";

const LONG_MS = 60_000;

export interface Standstill {
  failed(error: unknown): void;
  goesOn(): void;
}

/** The operators are told once of each standstill. */
export function createStandstill(clock: Clock, alarm: Alerts["alarm"]): Standstill {
  let since: number | null = null;
  let isTold = false;
  return {
    failed(error) {
      since ??= clock();
      if (isTold || clock() - since < LONG_MS) return;
      isTold = true;
      alarm("the queue stands still", { error: error instanceof Error ? error.message : String(error) });
    },
    goesOn() {
      since = null;
      isTold = false;
    },
  };
}
