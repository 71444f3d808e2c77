// Stops asking an upstream that keeps failing, and finds out with single probes when it is back.
import type { Clock } from "../../domain/shared/ports.ts";
import { probePause, type Timing } from "./timing.ts";

/** The right to make one call; exactly one of its functions is called afterwards. */
export interface Admission {
  succeeded(): void;
  failed(): void;
  /** Nothing was learned: the call was not made, or we gave it up ourselves. */
  abandoned(): void;
}

export interface Breaker {
  readonly state: "closed" | "open" | "half-open";
  /** Null while open, and while a probe is out. */
  admit(): Admission | null;
  /** Whether `admit` would answer null; changes nothing. */
  refuses(): boolean;
}

const FAILURES_TO_OPEN = 5;

/** Opens after 5 consecutive failed attempts, probes after `firstProbe`, then with doubling pauses. */
export function createBreaker({ clock, timing }: { clock: Clock; timing: Timing }): Breaker {
  let failures = 0;
  /** Failed probes in a row, counting the failure that opened it; 0 = closed. */
  let openings = 0;
  let probeAt = 0;
  let probing = false;

  function open(): void {
    openings++;
    probeAt = clock() + probePause(openings, timing);
  }

  function refuses(): boolean {
    return openings > 0 && (probing || clock() < probeAt);
  }

  /** Calls that began before it opened come home late: they neither close it nor lengthen the pause. */
  const ordinary: Admission = {
    succeeded() {
      failures = 0;
    },
    failed() {
      if (openings > 0) return;
      failures++;
      if (failures >= FAILURES_TO_OPEN) open();
    },
    abandoned() {},
  };

  const probe: Admission = {
    succeeded() {
      probing = false;
      openings = 0;
      failures = 0;
    },
    failed() {
      probing = false;
      open();
    },
    abandoned() {
      probing = false;
    },
  };

  return {
    get state() {
      if (openings === 0) return "closed";
      return probing ? "half-open" : "open";
    },
    refuses,
    admit() {
      if (refuses()) return null;
      if (openings === 0) return ordinary;
      probing = true;
      return probe;
    },
  };
}
