// The live session of each driver at ["session", driverId]. Each process remembers what it has read; whatever it ends or
// replaces moves its mark at ["sessions-changed", process], which the others look at once a second.
import { SESSION_TTL } from "../../domain/sessions/mod.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import { retryWhileLocked } from "../locked.ts";
import { LruMap } from "../lru_map.ts";
import { createTrust } from "../trusted_memory.ts";

/** Stored: change it only by adding. */
export interface SessionRecord {
  readonly sid: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
}

export interface SessionRecords {
  /** Null when the session has ended or was replaced: here at once, in another process within the second. */
  live(driverId: number, sid: string): Promise<SessionRecord | null>;
  /** Replaces whatever session the driver has. */
  put(driverId: number, record: SessionRecord): Promise<void>;
  /** Null when the session has ended or was replaced meanwhile. */
  prolong(driverId: number, record: SessionRecord): Promise<SessionRecord | null>;
  /** Does nothing when another session is there by now. */
  close(driverId: number, sid: string): Promise<void>;
  end(driverId: number): Promise<void>;
}

type Change = (atomic: Deno.AtomicOperation) => Deno.AtomicOperation;

const REMEMBERED = 20_000;
const MARKS: Deno.KvKey = ["sessions-changed"];
/** A mark outlives every token that was good before it. */
const expiring = { expireIn: SESSION_TTL };

/** `processId`: tells this one's mark from the others'. */
export function createSessionRecords(
  { kv, clock, processId, random }: { kv: Deno.Kv; clock: Clock; processId: string; random: () => number },
): SessionRecords {
  const remembered = new LruMap<number, SessionRecord>(REMEMBERED);
  /** Moves with every change of what is remembered: what was asked for before may be older. */
  let generation = 0;
  const believe = createTrust({
    clock,
    mark: newestOfOthers,
    forget() {
      generation++;
      remembered.clear();
    },
  });
  const keyOf = (driverId: number) => ["session", driverId];
  const read = (driverId: number) => kv.get<SessionRecord>(keyOf(driverId));
  const isOf = (record: SessionRecord | null | undefined, sid: string): record is SessionRecord =>
    record?.sid === sid && record.expiresAt > clock();

  async function newestOfOthers(): Promise<string | null> {
    let newest: string | null = null;
    for await (const { key, versionstamp } of kv.list({ prefix: MARKS })) {
      if (key[1] !== processId && (newest === null || versionstamp > newest)) newest = versionstamp;
    }
    return newest;
  }

  function remember(driverId: number, record: SessionRecord | null): void {
    if (record === null) remembered.delete(driverId);
    else remembered.set(driverId, record);
  }

  /** The store first, then memory: what could not be written has not happened. False when a check failed. */
  async function write(driverId: number, record: SessionRecord | null, change: Change): Promise<boolean> {
    const before = generation;
    const { ok } = await retryWhileLocked(() => change(kv.atomic()).commit(), random);
    // Of two writes at the same moment either may be the later one: the store knows.
    remember(driverId, ok && before === generation ? record : null);
    generation++;
    return ok;
  }

  const set = (driverId: number, record: SessionRecord): Change => (atomic) =>
    atomic.set(keyOf(driverId), record, expiring);
  const told = (change: Change): Change => (atomic) =>
    change(atomic).set([...MARKS, processId], true, expiring);

  return {
    async live(driverId, sid) {
      await believe();
      const known = remembered.get(driverId);
      if (isOf(known, sid)) return known;
      const before = generation;
      const { value } = await read(driverId);
      if (before === generation) remember(driverId, value);
      return isOf(value, sid) ? value : null;
    },
    async put(driverId, record) {
      await write(driverId, record, told(set(driverId, record)));
    },
    async prolong(driverId, record) {
      for (;;) {
        const stored = await read(driverId);
        if (stored.value?.sid !== record.sid) return null;
        // The check keeps a session dead that ends at this very moment, by logout or by a new sign-in.
        const prolonged: Change = (atomic) => set(driverId, record)(atomic.check(stored));
        if (await write(driverId, record, prolonged)) return record;
      }
    },
    async close(driverId, sid) {
      for (;;) {
        const stored = await read(driverId);
        if (stored.value?.sid !== sid) return;
        const closed = told((atomic) => atomic.check(stored).delete(keyOf(driverId)));
        if (await write(driverId, null, closed)) return;
      }
    },
    async end(driverId) {
      await write(driverId, null, told((atomic) => atomic.delete(keyOf(driverId))));
    },
  };
}
