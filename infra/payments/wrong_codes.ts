// Wrong promo codes at ["wrong_codes", digest of the caller]: a digest, because an address is personal. They go by
// themselves when they no longer count. What is stored, a list of moments, is changed only by adding.
import type { WrongCodes } from "../../domain/promo_codes/ports.ts";
import { retryWhileLocked } from "../locked.ts";
import type { Logger } from "../logger.ts";

export interface WrongCodesDeps {
  readonly kv: Deno.Kv;
  /** A keyed digest, fit for a key of the store. */
  readonly digestOf: (caller: string) => string;
  /** How long what is kept may be of use, milliseconds. */
  readonly keepMs: number;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  readonly logger: Pick<Logger, "warn">;
}

export function createWrongCodes({ kv, digestOf, keepMs, random, logger }: WrongCodesDeps): WrongCodes {
  const update: WrongCodes["update"] = async (callers, next) => {
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
  };
  return {
    update,
    async forget(callers, at) {
      try {
        await update(callers, (kept) => ({ keep: kept.map((times) => without(times, at)), answer: null }));
      } catch (error) {
        logger.warn("cannot forget a promo code that was right", { error });
      }
    },
  };
}

function without(times: readonly number[], at: number): number[] {
  const index = times.lastIndexOf(at);
  return index === -1 ? [...times] : times.toSpliced(index, 1);
}
