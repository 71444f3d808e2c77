// Wrong promo codes at ["wrong_codes", digest of the caller]: a digest, because an address is personal. They go by
// themselves when they no longer count.
import type { WrongCodes } from "../../domain/promo_codes/guesses.ts";
import { retryWhileLocked } from "../locked.ts";

export interface WrongCodesDeps {
  readonly kv: Deno.Kv;
  /** A keyed digest, fit for a key of the store. */
  readonly digestOf: (caller: string) => string;
  /** How long what is kept may be of use, milliseconds. */
  readonly keepMs: number;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
}

export function createWrongCodes({ kv, digestOf, keepMs, random }: WrongCodesDeps): WrongCodes {
  return {
    async update(callers, next) {
      const keys = callers.map((caller) => ["wrong_codes", digestOf(caller)]);
      for (;;) {
        const entries = await Promise.all(keys.map((key) => kv.get<number[]>(key)));
        const { keep, answer } = next(entries.map(({ value }) => value ?? []));
        if (!keep) return answer;
        const atomic = kv.atomic().check(...entries);
        keys.forEach((key, index) => {
          const times = keep[index] ?? [];
          if (times.length === 0) atomic.delete(key);
          else atomic.set(key, [...times], { expireIn: keepMs });
        });
        if ((await retryWhileLocked(() => atomic.commit(), random)).ok) return answer;
      }
    },
  };
}
