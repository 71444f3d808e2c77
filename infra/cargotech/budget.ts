// The rate budget of the one CargoTech account: whoever calls takes a permit first, the important ones sooner.
import type { CargoTechBudget } from "../../domain/cargotech/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Wait } from "../wait.ts";
import { createRateWindow, MINUTE } from "./rate_window.ts";
import type { SpentCalls } from "./spent_calls.ts";
import { createWaitingLine, type Permit, type Urgency, type Waiter } from "./waiting_line.ts";

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

/** A longer silence than this is more likely a broken header than a wish. */
const LONGEST_PAUSE = 60 * MINUTE;

/**
 * Never more than the rate in any sliding minute, nor a quarter of it in any second, however calls are delayed, and across
 * a restart on the same store. It is the budget of one process: of several at once each needs a share of the rate.
 */
export function createBudget(
  { ratePerMinute, clock, wait, longestQueue = 1000, spentCalls }: BudgetOptions,
): Budget {
  const calls = createRateWindow(ratePerMinute);
  const queue = createWaitingLine();
  let granted = 0;
  let pausedUntil = 0;
  let timer: AbortController | null = null;
  let stopped = false;
  /** Nobody is let through before it is known what was spent already. */
  let known = spentCalls === undefined;

  spentCalls?.keep(() => {
    const { ended, inFlight, perSecond } = calls;
    return { ended, inFlight, granted, pausedUntil, perSecond };
  }, serve);
  spentCalls?.before().then((before) => {
    known = true;
    const now = clock();
    if (before !== null) {
      calls.recall(before.calls, now);
      pausedUntil = Math.max(pausedUntil, Math.min(before.pausedUntil, now + LONGEST_PAUSE));
    }
    serve();
  });

  /** Milliseconds until the next permit is free; Infinity when it is not a matter of time. */
  function delay(now: number): number {
    if (!known || spentCalls?.covers() === false) return Infinity;
    return Math.max(pausedUntil - now, calls.freeIn(now));
  }

  function grant(): Permit {
    calls.begin();
    granted++;
    spentCalls?.note();
    let open = true;
    const close = (called: boolean) => {
      if (!open) return;
      open = false;
      calls.end(called ? clock() : null);
      spentCalls?.note();
      serve();
    };
    return { done: () => close(true), cancel: () => close(false) };
  }

  function serve(): void {
    timer?.abort();
    timer = null;
    for (let next = queue.first(); next; next = queue.first()) {
      const ms = delay(clock());
      if (ms > 0) {
        if (ms < Infinity) serveIn(ms);
        return;
      }
      queue.leave(next);
      next.grant(grant());
    }
  }

  function serveIn(ms: number): void {
    const mine = timer = new AbortController();
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
        used: calls.used(now),
        waiting: queue.length,
        ...(pausedUntil > now && { pausedUntil: new Date(pausedUntil).toISOString() }),
      };
    },
    stop() {
      stopped = true;
      for (let waiter = queue.first(); waiter; waiter = queue.first()) waiter.refuse("stopping");
      timer?.abort();
    },
  };
}

function refusal(why: string): CargoTechFailure {
  return new CargoTechFailure(`No room in the CargoTech rate budget: ${why}`, "budget");
}
