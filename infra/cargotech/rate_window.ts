// Calls in a sliding minute and second. A call counts from its beginning until a minute after its end, since it may reach
// upstream at any moment between.
import type { SpentBefore } from "./spent_record.ts";

export interface RateWindow {
  readonly perSecond: number;
  readonly inFlight: number;
  /** When finished calls ended, UTC ms, oldest first; at least those of the last minute. */
  readonly ended: readonly number[];
  begin(): void;
  /** `at` (UTC ms) is when the call ended; null when it was not made after all. */
  end(at: number | null): void;
  /** Milliseconds until there is room for a call; Infinity when it is not a matter of time. */
  freeIn(now: number): number;
  /** Calls that count at `now`. */
  used(now: number): number;
  /** Adds what a process before this one spent. */
  recall(calls: SpentBefore["calls"], now: number): void;
}

const SECOND = 1000;
export const MINUTE = 60 * SECOND;

/** Never more than the rate in any sliding minute, nor a quarter of it in any second. */
export function createRateWindow(perMinute: number): RateWindow {
  const perSecond = Math.max(1, Math.floor(perMinute / 4));
  const ended: number[] = [];
  let inFlight = 0;

  function roomIn(now: number, calls: number, window: number): number {
    const room = calls - inFlight;
    if (room <= 0) return Infinity;
    const oldest = ended[ended.length - room];
    // One more millisecond: clocks cut fractions off.
    return oldest === undefined ? 0 : oldest + window + 1 - now;
  }

  return {
    perSecond,
    ended,
    get inFlight() {
      return inFlight;
    },
    begin: () => void inFlight++,
    end(at) {
      inFlight--;
      if (at !== null) ended.push(at);
    },
    freeIn(now) {
      while (ended[0] !== undefined && ended[0] < now - MINUTE) ended.shift();
      return Math.max(roomIn(now, perMinute, MINUTE), roomIn(now, perSecond, SECOND), 0);
    },
    used: (now) => inFlight + ended.filter((at) => at >= now - MINUTE).length,
    recall(calls, now) {
      for (const { at, count } of calls) for (let n = 0; n < count; n++) ended.push(Math.min(at, now));
      ended.sort((a, b) => a - b);
    },
  };
}
