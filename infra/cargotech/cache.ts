// Answers of CargoTech by question: fresh ones at once, older ones at once and refreshed behind the driver's back,
// one upstream call however many ask (contract 2.3).
import type { CargoTechCache } from "../../domain/cargotech/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Logger } from "../logger.ts";
import { LruMap } from "../lru_map.ts";
import type { Background } from "./background.ts";
import type { Priority } from "./waiting_line.ts";
import type { CachedEntries, CachedEntry } from "./cached_entries.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Count } from "./ports.ts";
import { createSingleFlight } from "./single_flight.ts";
import type { Wait } from "./timing.ts";

/** All in milliseconds of age. */
export interface Freshness {
  /** Up to here an answer is fresh and nobody is asked. */
  readonly ttlMs: number;
  /** Up to here an older answer is given at once while a new one is fetched. */
  readonly staleMs: number;
  /** Up to here an older answer is given when no new one can be had. */
  readonly downMs: number;
  /** How long "there is no such thing" is believed. */
  readonly absentMs: number;
}

/** What was found, or null for "there is no such thing". `stale` is true past the TTL at this very moment. */
export interface Answer<T> {
  readonly value: T | null;
  /** ISO 8601 UTC. */
  readonly fetchedAt: string;
  readonly stale: boolean;
}

/** Asks upstream; null when it says there is no such thing. Throws CargoTechFailure. */
export type Load<T> = (priority: Priority) => Promise<T | null>;

export interface Cache<T> {
  /** Throws CargoTechFailure when there is nothing to show, at the latest after `longestWaitMs`. */
  get(key: string, load: Load<T>): Promise<Answer<T>>;
  /** The same, but waits for a new answer when the one at hand is past its TTL: nobody's screen waits for it. */
  fresh(key: string, load: Load<T>): Promise<Answer<T>>;
  /** Asks upstream whatever is cached, and caches the answer. Throws CargoTechFailure. */
  latest(key: string, load: Load<T>, priority: Priority): Promise<Answer<T>>;
  status(): CargoTechCache;
  /** Forgets every answer, at rest too; says how many were in memory. */
  clear(): Promise<number>;
}

/** What came of a question: answered fresh, answered old, asked upstream, old for want of better, not answered. */
type Outcome = "hit" | "stale" | "miss" | "rescued" | "failed";

export interface CacheOptions<T> extends Freshness {
  readonly name: string;
  readonly entries: CachedEntries<T>;
  readonly largest: number;
  readonly longestWaitMs: number;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly background: Background;
  readonly logger: Logger;
  readonly count: Count;
}

interface Remembered<T> extends CachedEntry<T | null> {
  readonly fetchedAt: string;
}

export function createCache<T>(options: CacheOptions<T>): Cache<T> {
  const { name, entries, largest, ttlMs, staleMs, downMs, absentMs, longestWaitMs } = options;
  const { clock, wait, background, logger, count } = options;
  const memory = new LruMap<string, Remembered<T>>(largest);
  const loads = createSingleFlight<Remembered<T>>();
  const reads = createSingleFlight<Remembered<T> | null>();
  const outcomes: Record<Outcome, number> = { hit: 0, stale: 0, miss: 0, rescued: 0, failed: 0 };

  function remember(key: string, { at, value }: CachedEntry<T | null>): Remembered<T> {
    const entry = { at, value: frozen(value), fetchedAt: new Date(at).toISOString() };
    memory.set(key, entry);
    return entry;
  }

  function recall(key: string): Promise<Remembered<T> | null> {
    return reads.run(key, async () => {
      try {
        const kept = await entries.get(key);
        // Somebody who asked a moment earlier may have an answer of CargoTech's by now.
        return memory.get(key) ?? (kept && remember(key, kept));
      } catch (error) {
        logger.error("Cannot read cached answers at rest", { cache: name, error });
        return null;
      }
    });
  }

  function fetchInto(key: string, load: Load<T>, priority: Priority): Promise<Remembered<T>> {
    return loads.run(key, async () => {
      const value = await load(priority);
      const at = clock();
      const keep = value === null ? entries.delete(key) : entries.set(key, { at, value });
      background.run(`keep an answer of the ${name} cache at rest`, keep);
      return remember(key, { at, value });
    });
  }

  function refresh(key: string, load: Load<T>): void {
    if (loads.has(key)) return;
    const refreshed = fetchInto(key, load, "refresh").catch((error) => {
      // The failed call is in the log already; with the breaker open every view would repeat it.
      if (!(error instanceof CargoTechFailure)) throw error;
      logger.debug("Keeping a stale answer", { cache: name, reason: error.message });
    });
    background.run(`refresh the ${name} cache`, refreshed);
  }

  function told(outcome: Outcome): void {
    outcomes[outcome]++;
    count("cargotech_cache_total", { cache: name, outcome });
  }

  function answer({ value, at, fetchedAt }: Remembered<T>): Answer<T> {
    return { value, fetchedAt, stale: clock() - at > ttlMs };
  }

  async function find(key: string, load: Load<T>, priority: Priority, giveUntilMs: number) {
    const known = memory.get(key) ?? await recall(key);
    const age = known ? clock() - known.at : Infinity;
    const absent = known?.value === null;
    if (known && age <= (absent ? absentMs : ttlMs)) {
      told("hit");
      return answer(known);
    }
    if (known && !absent && age <= giveUntilMs) {
      told("stale");
      refresh(key, load);
      return answer(known);
    }
    try {
      const fetched = await patiently(fetchInto(key, load, priority), longestWaitMs, wait);
      told("miss");
      return answer(fetched);
    } catch (error) {
      const rescued = known && !absent && clock() - known.at <= downMs;
      told(rescued ? "rescued" : "failed");
      if (!rescued || !(error instanceof CargoTechFailure)) throw error;
      return answer(known);
    }
  }

  return {
    get: (key, load) => find(key, load, "driver", staleMs),
    fresh: (key, load) => find(key, load, "refresh", ttlMs),
    latest: async (key, load, priority) => answer(await fetchInto(key, load, priority)),
    status: () => ({ name, size: memory.size, largest, ttlSeconds: ttlMs / 1000, ...outcomes }),
    async clear() {
      const size = memory.size;
      memory.clear();
      await entries.clear();
      return size;
    },
  };
}

/** The work goes on when nobody waits for it any longer: its answer serves the next who asks. */
async function patiently<T>(work: Promise<T>, longestWaitMs: number, wait: Wait): Promise<T> {
  const done = new AbortController();
  const tooLong = wait(longestWaitMs, done.signal).then(() => "too long" as const);
  try {
    const winner = await Promise.race([work, tooLong]);
    if (winner !== "too long") return winner;
    throw new CargoTechFailure(`No answer within ${longestWaitMs} ms`, "waited");
  } finally {
    done.abort();
  }
}

/** Answers are shared by all drivers: writing one driver's data into them must fail at once. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
