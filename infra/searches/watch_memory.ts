// What the watcher has seen of each filter, and what it still has to tell: kept in the store, so that no restart forgets it.
import type { MatchedCargo } from "../../domain/searches/events.ts";
import type { Seen } from "../../domain/searches/new_loads.ts";
import { createHash } from "node:crypto";

/** New loads of one look, until everybody concerned was told. */
export interface Batch {
  readonly id: string;
  readonly cargos: readonly MatchedCargo[];
  /** How many more there were. */
  readonly more: number;
  /** ISO 8601 UTC: of this look and of the one before. */
  readonly at: string;
  readonly since: string;
}

/** Stored: change it only by adding. */
export interface Memory {
  readonly seen: Seen;
  /** ISO 8601 UTC: when the exchange answered last. */
  readonly at: string;
  readonly batch?: Batch;
}

export interface Remembered {
  readonly memory: Memory | null;
  /** Of the store: who saves what it read here is refused when somebody was faster. */
  readonly version: string | null;
}

export interface WatchMemory {
  read(key: string): Promise<Remembered>;
  /** False when somebody else wrote since the version was read. */
  write(key: string, version: string | null, memory: Memory): Promise<boolean>;
  /** Forgets filters that nobody asked about since (ISO 8601 UTC), except those of the given keys. */
  forget(since: string, except: ReadonlySet<string>): Promise<void>;
}

export function createWatchMemory(
  { kv, retry }: { kv: Deno.Kv; retry: <T>(attempt: () => Promise<T>) => Promise<T> },
): WatchMemory {
  return {
    async read(key) {
      const { value, versionstamp } = await retry(() => kv.get<Memory>(keyOf(key)));
      return { memory: value, version: versionstamp };
    },
    async write(key, versionstamp, memory) {
      const check = { key: keyOf(key), versionstamp };
      const result = await retry(() => kv.atomic().check(check).set(keyOf(key), memory).commit());
      return result.ok;
    },
    async forget(since, except) {
      const kept = new Set([...except].map((key) => keyOf(key)[1]));
      for await (const { key, value, versionstamp } of kv.list<Memory>({ prefix: ["watch"] })) {
        if (kept.has(String(key[1])) || value.at >= since) continue;
        await retry(() => kv.atomic().check({ key, versionstamp }).delete(key).commit());
      }
    },
  };
}

/** Filters can be longer than keys of the store should be. */
function keyOf(filter: string): [string, string] {
  return ["watch", createHash("sha256").update(filter).digest("base64url")];
}
