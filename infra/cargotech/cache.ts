// Answers of CargoTech by question: fresh ones at once, older ones at once and refreshed behind the driver's back,
// one upstream call however many ask (contract 2.3).
import type { CargoTechCache } from "../../domain/cargotech/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Logger } from "../logger.ts";
import { LruMap } from "../lru_map.ts";
import type { Background } from "./background.ts";
import type { CachedEntries } from "./cached_entries.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Count } from "./ports.ts";
import { createFlights } from "./flights.ts";
import { createKeptAnswers, type KeptAnswer } from "./kept_answers.ts";
import { patiently } from "./patience.ts";
import type { Priority, Urgency } from "./waiting_line.ts";
import type { Wait } from "../wait.ts";

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
export type Load<T> = (urgency: Urgency) => Promise<T | null>;

export interface Cache<T> {
  /** Throws CargoTechFailure when there is nothing to show, at the latest after `longestWaitMs`. */
  get(key: string, load: Load<T>): Promise<Answer<T>>;
  /** The same, but waits for a new answer when the one at hand is past its TTL: nobody's screen waits for it. */
  fresh(key: string, load: Load<T>): Promise<Answer<T>>;
  /** Asks upstream whatever is cached, and caches the answer. Throws CargoTechFailure. */
  latest(key: string, load: Load<T>, priority: Priority): Promise<Answer<T>>;
  /** What is at hand of those that may be shown when no new one can be had; asks nobody. */
  kept(key: string): Promise<Answer<T> | null>;
  status(): CargoTechCache;
  /** Forgets every answer, at rest and on its way too; says how many were in memory. */
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

/** After a refresh that failed for a reason the breaker does not count (422, an odd shape) the next one waits so long. */
const REST_MS = 5000;

export function createCache<T>(options: CacheOptions<T>): Cache<T> {
  const { name, entries, largest, ttlMs, staleMs, downMs, absentMs, longestWaitMs } = options;
  const { clock, wait, background, logger, count } = options;
  const kept = createKeptAnswers<T>({ name, entries, largest, background, logger });
  const flights = createFlights<KeptAnswer<T>>();
  const restingUntil = new LruMap<string, number>(largest);
  const outcomes: Record<Outcome, number> = { hit: 0, stale: 0, miss: 0, rescued: 0, failed: 0 };

  function fetchInto(key: string, load: Load<T>, priority: Priority): Promise<KeptAnswer<T>> {
    return flights.run(key, priority, (urgency) => ask(key, load, urgency));
  }

  async function ask(key: string, load: Load<T>, urgency: Urgency): Promise<KeptAnswer<T>> {
    const keep = kept.begin();
    try {
      const value = await load(urgency);
      restingUntil.delete(key);
      return keep(key, { at: clock(), value });
    } catch (error) {
      if (error instanceof CargoTechFailure && error.upstreams) restingUntil.set(key, clock() + REST_MS);
      throw error;
    }
  }

  function refresh(key: string, load: Load<T>): void {
    const rest = (restingUntil.get(key) ?? 0) - clock();
    // A longer rest was begun before the clock was put back.
    if (flights.has(key) || (rest > 0 && rest <= REST_MS)) return;
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

  /** An answer from the future came before the clock was put back: how old it is nobody knows, so it is not fresh. */
  function ageOf({ at }: KeptAnswer<T>): number {
    const age = clock() - at;
    return age >= 0 ? age : ttlMs + 1;
  }

  function answer(entry: KeptAnswer<T>): Answer<T> {
    const { value, fetchedAt } = entry;
    return { value, fetchedAt, stale: ageOf(entry) > ttlMs };
  }

  async function find(key: string, load: Load<T>, priority: Priority, giveUntilMs: number) {
    const known = kept.inMemory(key) ?? await kept.recall(key);
    const age = known ? ageOf(known) : Infinity;
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
      const rescued = known && !absent && ageOf(known) <= downMs;
      told(rescued ? "rescued" : "failed");
      if (!rescued || !(error instanceof CargoTechFailure)) throw error;
      return answer(known);
    }
  }

  return {
    get: (key, load) => find(key, load, "driver", staleMs),
    fresh: (key, load) => find(key, load, "refresh", ttlMs),
    latest: async (key, load, priority) => answer(await fetchInto(key, load, priority)),
    async kept(key) {
      const known = kept.inMemory(key) ?? await kept.recall(key);
      return known && ageOf(known) <= downMs ? answer(known) : null;
    },
    status: () => ({ name, size: kept.size, largest, ttlSeconds: ttlMs / 1000, ...outcomes }),
    async clear() {
      const cleared = kept.clear();
      flights.forget();
      restingUntil.clear();
      return await cleared;
    },
  };
}
