// Answers in memory and, behind it, at rest: what is not found in the one is looked for in the other.
import type { Logger } from "../logger.ts";
import { frozen } from "../frozen.ts";
import { LruMap } from "../lru_map.ts";
import { createSingleFlight } from "../single_flight.ts";
import type { Background } from "./background.ts";
import type { CachedEntries, CachedEntry } from "./cached_entries.ts";

/** An answer, or null for "there is no such thing"; shared by all who ask, and frozen. */
export interface KeptAnswer<T> extends CachedEntry<T | null> {
  /** `at` in ISO 8601 UTC. */
  readonly fetchedAt: string;
}

export interface KeptAnswers<T> {
  /** How many are in memory. */
  readonly size: number;
  inMemory(key: string): KeptAnswer<T> | undefined;
  /** From rest into memory; null when there is none, or none that can be read. */
  recall(key: string): Promise<KeptAnswer<T> | null>;
  /** To be called when a question is asked: its answer is not kept when everything was forgotten meanwhile. */
  begin(): (key: string, entry: CachedEntry<T | null>) => KeptAnswer<T>;
  /** Forgets everything, at rest too; says how many were in memory. */
  clear(): Promise<number>;
}

export interface KeptAnswersOptions<T> {
  readonly name: string;
  readonly entries: CachedEntries<T>;
  /** The most in memory. */
  readonly largest: number;
  readonly background: Background;
  readonly logger: Logger;
}

export function createKeptAnswers<T>(
  { name, entries, largest, background, logger }: KeptAnswersOptions<T>,
): KeptAnswers<T> {
  const memory = new LruMap<string, KeptAnswer<T>>(largest);
  const reads = createSingleFlight<KeptAnswer<T> | null>();
  const writes = new Set<Promise<void>>();
  /** Counts the times everything was forgotten. */
  let clearings = 0;

  function remember(key: string, { at, value }: CachedEntry<T | null>, begun: number): KeptAnswer<T> {
    const answer = { at, value: frozen(value), fetchedAt: new Date(at).toISOString() };
    if (begun === clearings) memory.set(key, answer);
    return answer;
  }

  function writeDown(key: string, { at, value }: CachedEntry<T | null>): void {
    const write = (value === null ? entries.delete(key) : entries.set(key, { at, value }))
      .finally(() => writes.delete(write));
    writes.add(write);
    background.run(`keep an answer of the ${name} cache at rest`, write);
  }

  return {
    get size() {
      return memory.size;
    },
    inMemory: (key) => memory.get(key),
    recall(key) {
      const begun = clearings;
      return reads.run(`${begun} ${key}`, async () => {
        try {
          const found = await entries.get(key);
          // Somebody who asked a moment earlier may have an answer of CargoTech's by now.
          return memory.get(key) ?? (found && begun === clearings ? remember(key, found, begun) : null);
        } catch (error) {
          logger.error("Cannot read cached answers at rest", { cache: name, error });
          return null;
        }
      });
    },
    begin() {
      const begun = clearings;
      return (key, entry) => {
        if (begun === clearings) writeDown(key, entry);
        return remember(key, entry, begun);
      };
    },
    async clear() {
      const { size } = memory;
      clearings++;
      memory.clear();
      await Promise.allSettled(writes);
      await entries.clear();
      return size;
    },
  };
}
