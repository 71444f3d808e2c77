// The rate budget of the one CargoTech account: whoever calls takes a permit first, the important ones sooner.
import type { CargoTechBudget } from "../../domain/cargotech/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Wait } from "../wait.ts";
import type { SpentCalls } from "./spent_calls.ts";
import { createWaitingLine, type Urgency, type Waiter } from "./waiting_line.ts";

/** One call. It counts from `take` until a minute after `done`, since it may reach upstream at any moment between. */
export interface Permit {
  done(): void;
  /** The call was not made after all. */
  cancel(): void;
}

export interface Budget {
  /** Waits for its turn; throws CargoTechFailure "budget" when that takes longer than `longestWaitMs`. */
  take(urgency: Urgency, longestWaitMs: number): Promise<Permit>;
  /** Upstream asked for silence: no permit for so long. */
  pause(ms: number): void;
  status(): CargoTechBudget;
  /** Refuses everybody who waits, and who comes later. */
  stop(): void;
}

export interface BudgetOptions {
  readonly ratePerMinute: number;
  readonly clock: Clock;
  readonly wait: Wait;
  /** How many may wait; beyond it the least important waiter is refused. */
  readonly longestQueue?: number;
  /** What a process before this one spent of the same minute, and where this one says so; nothing is kept unless given. */
  readonly spentCalls?: SpentCalls;
}

const MINUTE = 60_000;
const SECOND = 1000;
/** A longer silence than this is more likely a broken header than a wish. */
const LONGEST_PAUSE = 60 * MINUTE;

/**
 * Never more than the rate in any sliding minute, nor a quarter of it in any second, however calls are delayed, and across
 * a restart on the same store. It is the budget of one process: of several at once each needs a share of the rate.
 */
export function createBudget(
  { ratePerMinute, clock, wait, longestQueue = 1000, spentCalls }: BudgetOptions,
): Budget {
  const perSecond = Math.max(1, Math.floor(ratePerMinute / 4));
  /** When finished calls ended, oldest first; the last minute only. */
  const ended: number[] = [];
  const queue = createWaitingLine();
  let inFlight = 0;
  let granted = 0;
  let pausedUntil = 0;
  let alarm: AbortController | null = null;
  let stopped = false;
  /** Nobody is let through before it is known what was spent already. */
  let known = spentCalls === undefined;

  spentCalls?.keep(() => ({ ended, inFlight, granted, pausedUntil, perSecond }), serve);
  spentCalls?.before().then((before) => {
    known = true;
    const now = clock();
    const { calls = [], pausedUntil: until = 0 } = before ?? {};
    for (const { at, count } of calls) for (let n = 0; n < count; n++) ended.push(Math.min(at, now));
    ended.sort((a, b) => a - b);
    pausedUntil = Math.max(pausedUntil, Math.min(until, now + LONGEST_PAUSE));
    serve();
  });

  /** Milliseconds until the next permit is free; Infinity when it is not a matter of time. */
  function delay(now: number): number {
    if (!known || spentCalls?.covers() === false) return Infinity;
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
    granted++;
    spentCalls?.note();
    let open = true;
    const close = (called: boolean) => {
      if (!open) return;
      open = false;
      inFlight--;
      if (called) ended.push(clock());
      spentCalls?.note();
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
    take(urgency, longestWaitMs) {
      if (stopped) return Promise.reject(refusal("stopping"));
      const now = clock();
      const ms = delay(now);
      if (ms === 0 && !queue.first()) return Promise.resolve(grant());
      if (pausedUntil - now > longestWaitMs) {
        return Promise.reject(refusal("upstream asked for a longer pause"));
      }
      return new Promise((resolve, reject) => {
        const patience = new AbortController();
        const waiter: Waiter = {
          urgency,
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
      spentCalls?.note();
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
      stopped = true;
      for (let waiter = queue.first(); waiter; waiter = queue.first()) waiter.refuse("stopping");
      alarm?.abort();
    },
  };
}

function refusal(why: string): CargoTechFailure {
  return new CargoTechFailure(`No room in the CargoTech rate budget: ${why}`, "budget");
}
