// Guessing promo codes does not pay: after a few wrong ones nobody tries another for a while (facts of money, abuse).
import type { Clock } from "../shared/ports.ts";

const MINUTE = 60_000;
/** For so long a wrong code counts, milliseconds. */
const WINDOW = 10 * MINUTE;
const PER_DRIVER = 5;
/** Whole cities share the addresses of a mobile operator. */
const PER_ADDRESS = 500;
/** Callers remembered before those whose time is over are dropped. */
const MOST_CALLERS = 10_000;

export interface Guesser {
  readonly driverId: number;
  readonly address: string;
}

/** Too many wrong codes: `seconds` until the next may be tried. */
export interface Wait {
  readonly refused: "too_many_codes";
  readonly seconds: number;
}

export interface Guesses {
  /** Lets somebody try a code. An attempt counts as wrong from its beginning until it turns out right. */
  attempt<T extends object>(who: Guesser, tried: () => Promise<T>): Promise<T | Wait>;
}

export function createGuesses({ clock }: { clock: Clock }): Guesses {
  const wrong = new Map<string, number[]>();

  function recent(key: string): number[] {
    const times = (wrong.get(key) ?? []).filter((at) => at > clock() - WINDOW);
    if (times.length === 0) wrong.delete(key);
    else wrong.set(key, times);
    return times;
  }

  return {
    async attempt({ driverId, address }, tried) {
      const limits = [[`driver:${driverId}`, PER_DRIVER], [`address:${address}`, PER_ADDRESS]] as const;
      const full = limits.map(([key, limit]) => ({ times: recent(key), limit })).find(({ times, limit }) =>
        times.length >= limit
      );
      if (full) {
        const free = full.times[full.times.length - full.limit]! + WINDOW;
        return { refused: "too_many_codes", seconds: Math.max(1, Math.ceil((free - clock()) / 1000)) };
      }
      if (wrong.size > MOST_CALLERS) { for (const key of [...wrong.keys()]) recent(key); }
      const at = clock();
      for (const [key] of limits) wrong.set(key, [...wrong.get(key) ?? [], at]);
      let isWrong = false;
      try {
        const outcome = await tried();
        isWrong = "refused" in outcome && outcome.refused === "promo_code_invalid";
        return outcome;
      } finally {
        if (!isWrong) { for (const [key] of limits) wrong.set(key, without(recent(key), at)); }
      }
    },
  };
}

function without(times: readonly number[], at: number): number[] {
  const index = times.indexOf(at);
  return index === -1 ? [...times] : times.toSpliced(index, 1);
}
