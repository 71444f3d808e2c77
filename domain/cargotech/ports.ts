// The product's connection to CargoTech, as the people who run it see it. No token, phone or password is part of it.
import type { CargoSourceHealth } from "../freight/ports.ts";

export const CACHES = ["list", "detail", "city", "dictionary"] as const;
export type CacheName = typeof CACHES[number];

/** One cache of answers; counts are since the start of the process. */
export interface CargoTechCache {
  readonly name: string;
  /** Answers in memory, and how many there may be. */
  readonly size: number;
  readonly largest: number;
  readonly ttlSeconds: number;
  /** Questions answered fresh, old while a new answer was fetched, by asking, old for want of a new one, not at all. */
  readonly hit: number;
  readonly stale: number;
  readonly miss: number;
  readonly rescued: number;
  readonly failed: number;
}

export interface CargoTechBudget {
  readonly perMinute: number;
  /** Calls that count against the present minute. */
  readonly used: number;
  readonly waiting: number;
  /** Upstream asked for silence until then, ISO 8601 UTC. */
  readonly pausedUntil?: string;
}

export interface CargoTechStatus extends CargoSourceHealth {
  /** ISO 8601 UTC; absent while there is no token. */
  readonly tokenExpiresAt?: string;
  readonly budget: CargoTechBudget;
  readonly caches: readonly CargoTechCache[];
}

export interface CargoTechConsole {
  status(): CargoTechStatus;
  /** Forgets what a cache holds; says how many answers it had in memory. */
  clearCache(name: CacheName): Promise<number>;
}
