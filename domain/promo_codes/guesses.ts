// Guessing promo codes does not pay: after a few wrong ones nobody tries another for a while.
import { createInTurn } from "../shared/in_turn.ts";
import type { Clock } from "../shared/ports.ts";
import type { WrongCodes } from "./ports.ts";

const MINUTE = 60_000;
/** For so long a wrong code counts, milliseconds. */
export const GUESS_WINDOW = 10 * MINUTE;
const PER_DRIVER = 5;
/** Whole cities share the addresses of a mobile operator. */
const PER_ADDRESS = 500;

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

export function createGuesses({ wrongCodes, clock }: { wrongCodes: WrongCodes; clock: Clock }): Guesses {
  const inTurn = createInTurn();

  async function attempt<T extends object>({ driverId, address }: Guesser, tried: () => Promise<T>) {
    const limits = [[`driver:${driverId}`, PER_DRIVER], [`address:${address}`, PER_ADDRESS]] as const;
    const callers = limits.map(([caller]) => caller);
    const at = clock();
    const wait = await wrongCodes.update(callers, (kept) => {
      const times = kept.map((each) => recent(each, at));
      const frees = limits.map(([, limit], index) => freeAt(times[index] ?? [], limit));
      const seconds = Math.max(...frees.map((free) => Math.ceil((free - at) / 1000)));
      if (seconds > 0) return { answer: { refused: "too_many_codes", seconds } as const };
      return { keep: times.map((each) => [...each, at]), answer: null };
    });
    if (wait) return wait;
    let isWrong = false;
    try {
      const outcome = await tried();
      isWrong = "refused" in outcome && outcome.refused === "promo_code_invalid";
      return outcome;
    } finally {
      if (!isWrong) await wrongCodes.forget(callers, at);
    }
  }

  // A hurried driver's right codes must not take each other for wrong ones.
  return { attempt: (who, tried) => inTurn(String(who.driverId), () => attempt(who, tried)) };
}

/** Those that still count. A moment far in the future is from a clock that was put back since: nobody waits for it. */
function recent(times: readonly number[], now: number): number[] {
  return times.filter((at) => Math.abs(now - at) < GUESS_WINDOW);
}

/** When the next may be tried; long ago when it may be now. */
function freeAt(times: readonly number[], limit: number): number {
  const oldest = times[times.length - limit];
  return oldest === undefined ? -Infinity : oldest + GUESS_WINDOW;
}
