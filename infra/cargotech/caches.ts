// What is kept of CargoTech's answers, and for how long (contract 2.3).
import type { CacheName } from "../../domain/cargotech/ports.ts";
import type { Detail, DictionaryItem, Point } from "../../domain/freight/cargo.ts";
import type { CargoPage } from "../../domain/freight/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Logger } from "../logger.ts";
import type { Background } from "./background.ts";
import { type Cache, createCache } from "./cache.ts";
import { createCachedEntries } from "./cached_entries.ts";
import type { Count } from "./ports.ts";
import type { Wait } from "../wait.ts";

export interface CachesOptions {
  readonly kv: Deno.Kv;
  /** Seconds. `city` is for every dictionary. */
  readonly ttl: { readonly list: number; readonly detail: number; readonly city: number };
  readonly longestWaitMs: number;
  readonly clock: Clock;
  readonly wait: Wait;
  readonly background: Background;
  readonly logger: Logger;
  readonly count: Count;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Long enough to spare upstream a stampede for a link that died, short enough to see a load that came back. */
const ABSENT = 60_000;

export function createCaches({ kv, ttl, ...common }: CachesOptions) {
  function cache<T>(
    name: CacheName,
    seconds: number,
    largest: number,
    staleMs: number,
    downMs: number,
  ): Cache<T> {
    const ttlMs = seconds * 1000;
    const entries = createCachedEntries<T>({ kv, name, shape: 1, longestMs: Math.max(ttlMs, downMs) });
    const freshness = { ttlMs, staleMs: Math.max(ttlMs, staleMs), downMs, absentMs: ABSENT };
    return createCache({ name, entries, largest, ...freshness, ...common });
  }

  return {
    list: cache<CargoPage>("list", ttl.list, 1000, HOUR, DAY),
    detail: cache<Detail>("detail", ttl.detail, 2000, HOUR, HOUR),
    // The names of cities and truck bodies do not age.
    city: cache<readonly Point[]>("city", ttl.city, 5000, 7 * DAY, 7 * DAY),
    dictionary: cache<readonly DictionaryItem[]>("dictionary", ttl.city, 10, 7 * DAY, 7 * DAY),
  };
}
