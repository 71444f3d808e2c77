// The rate budget of the one CargoTech account: whoever calls takes a permit first, the important ones sooner.
import type { CargoTechBudget } from "../../domain/cargotech/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Wait } from "./timing.ts";
import { createWaitingLine, type Priority, type Waiter } from "./waiting_line.ts";

/** One call. It counts from `take` until a minute after `done`, since it may reach upstream at any moment between. */
export interface Permit {
  done(): void;
  /** The call was not made after all. */
  cancel(): void;
}

export interface Budget {
  /** Waits for its turn; throws CargoTechFailure "budget" when that takes longer than `longestWaitMs`. */
  take(priority: Priority, longestWaitMs: number): Promise<Permit>;
  /** Upstream asked for silence: no permit for so long. */
  pause(ms: number): void;
  status(): CargoTechBudget;
  /** Refuses everybody who waits. */
  stop(): void;
}

export interface BudgetOptions {
  readonly ratePerMinute: number;
  readonly clock: Clock;
  readonly wait: Wait;
  /** How many may wait; beyond it the least important waiter is refused. */
  readonly longestQueue?: number;
}

const MINUTE = 60_000;
const SECOND = 1000;
/** A longer silence than this is more likely a broken header than a wish. */
const LONGEST_PAUSE = 60 * MINUTE;

/** Never more than the rate in any sliding minute, nor a quarter of it in any second, however calls are delayed. */
export function createBudget({ ratePerMinute, clock, wait, longestQueue = 1000 }: BudgetOptions): Budget {
  const perSecond = Math.max(1, Math.floor(ratePerMinute / 4));
  /** When finished calls ended, oldest first; the last minute only. */
  const ended: number[] = [];
  const queue = createWaitingLine();
  let inFlight = 0;
  let pausedUntil = 0;
  let alarm: AbortController | null = null;

  /** Milliseconds until the next permit is free; Infinity when only the end of a call can free one. */
  function delay(now: number): number {
    while (ended[0] !== undefined && ended[0] < now - MINUTE) ended.shift();
    return Math.max(
      pausedUntil - now,
      freeIn(now, ratePerMinute, MINUTE),
      freeIn(now, perSecond, SECOND),
      0,
    );
  }

  function freeIn(now: number, calls: number, window: number): number {
    const room = calls - inFlight;
    if (room <= 0) return Infinity;
    const oldest = ended[ended.length - room];
    // One more millisecond: clocks cut fractions off.
    return oldest === undefined ? 0 : oldest + window + 1 - now;
  }

  function grant(): Permit {
    inFlight++;
    let open = true;
    const close = (called: boolean) => {
      if (!open) return;
      open = false;
      inFlight--;
      if (called) ended.push(clock());
      serve();
    };
    return { done: () => close(true), cancel: () => close(false) };
  }

  function serve(): void {
    alarm?.abort();
    alarm = null;
    for (let next = queue.first(); next; next = queue.first()) {
      const ms = delay(clock());
      if (ms > 0) {
        if (ms < Infinity) ring(ms);
        return;
      }
      queue.leave(next);
      next.grant(grant());
    }
  }

  function ring(ms: number): void {
    const mine = alarm = new AbortController();
    wait(Math.ceil(ms), mine.signal).then(() => {
      if (!mine.signal.aborted) serve();
    });
  }

  return {
    take(priority, longestWaitMs) {
      const now = clock();
      const ms = delay(now);
      if (ms === 0 && !queue.first()) return Promise.resolve(grant());
      if (pausedUntil - now > longestWaitMs) {
        return Promise.reject(refusal("upstream asked for a longer pause"));
      }
      return new Promise((resolve, reject) => {
        const patience = new AbortController();
        const waiter: Waiter = {
          priority,
          grant: (permit) => (patience.abort(), resolve(permit)),
          refuse: (why) => (patience.abort(), queue.leave(waiter), reject(refusal(why))),
        };
        queue.join(waiter);
        wait(longestWaitMs, patience.signal).then(() => {
          if (!patience.signal.aborted) waiter.refuse(`waited ${longestWaitMs} ms`);
        });
        if (queue.length > longestQueue) queue.last()!.refuse("the queue is full");
        serve();
      });
    },
    pause(ms) {
      pausedUntil = Math.max(pausedUntil, clock() + Math.min(ms, LONGEST_PAUSE));
      serve();
    },
    status() {
      const now = clock();
      return {
        perMinute: ratePerMinute,
        used: inFlight + ended.filter((at) => at >= now - MINUTE).length,
        waiting: queue.length,
        ...(pausedUntil > now && { pausedUntil: new Date(pausedUntil).toISOString() }),
      };
    },
    stop() {
      for (let waiter = queue.first(); waiter; waiter = queue.first()) waiter.refuse("stopping");
      alarm?.abort();
    },
  };
}

function refusal(why: string): CargoTechFailure {
  return new CargoTechFailure(`No room in the CargoTech rate budget: ${why}`, "budget");
}
