// Reads the queue's records for everybody who meets them. One that cannot be read stays where it is and is passed over:
// the others go on, and the operators are told once.
import type { Alerts } from "../alerts.ts";
import { type Entry, toEntry } from "./entry.ts";
import type { DeadRecord, PendingRecord } from "./message_record.ts";
import { readDead, readMessage, readPointer } from "./readable.ts";

type Stored = Deno.KvEntry<unknown>;

export interface Reader {
  /** A pending message; null for what cannot be read, here and below. */
  pending(stored: Stored): Entry | null;
  pointer(stored: Stored): PendingRecord | null;
  dead(stored: Stored): DeadRecord | null;
  /** How many of the messages met here are still there and cannot be read. */
  unreadable(): Promise<number>;
}

export function createReader(kv: Deno.Kv, alarm: Alerts["alarm"]): Reader {
  const told = new Map<string, Deno.KvKey>();

  /** Every key of the queue ends with the id of its message. */
  const idOf = (key: Deno.KvKey) => String(key.at(-1));

  function orTold<T>(read: T | null, { key }: Stored): T | null {
    const name = JSON.stringify(key);
    if (read === null && !told.has(name)) {
      told.set(name, key);
      alarm("a queued message cannot be read", { messageId: idOf(key), record: String(key[0]) });
    }
    return read;
  }

  const pending = (stored: Stored) => {
    const message = readMessage(stored.value, idOf(stored.key));
    return orTold(message && toEntry(Number(stored.key[1]), stored.versionstamp, message), stored);
  };
  const pointer = (stored: Stored) => orTold(readPointer(stored.value), stored);
  const dead = (stored: Stored) => orTold(readDead(stored.value, idOf(stored.key)), stored);
  const readers: Record<string, (stored: Stored) => unknown> = { out: pending, msg: pointer, dead };

  return {
    pending,
    pointer,
    dead,
    async unreadable() {
      const ids = new Set<string>();
      for (const key of told.values()) {
        const stored = await kv.get(key);
        if (stored.versionstamp !== null && !readers[String(key[0])]?.(stored)) ids.add(idOf(key));
      }
      return ids.size;
    },
  };
}
