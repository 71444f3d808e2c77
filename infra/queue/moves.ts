// Where a pending message is, and the atomic writes that move it: each is checked against the one before.
import { outKey, pendingKey } from "../eventlog/keys.ts";
import { retryWhileLocked } from "../locked.ts";
import { type Entry, toEntry } from "./entry.ts";
import { decodePending, encodeMessage, encodePending, type MessageRecord } from "./message_record.ts";

export interface Moves {
  /** Where the message is now; null when it is not pending. */
  find(messageId: string): Promise<Entry | null>;
  /** Adds to `atomic`, or to one of its own, that the message stands at `due` (UTC ms) as `message`. */
  move(
    entry: Entry,
    due: number,
    message: MessageRecord,
    atomic?: Deno.AtomicOperation,
  ): Deno.AtomicOperation;
  /** A write by which the message is pending no more. */
  remove(entry: Entry): Deno.AtomicOperation;
  /** False when another move came first. */
  commit(atomic: Deno.AtomicOperation): Promise<boolean>;
}

/** `random` is from 0 to 1. */
export function createMoves(kv: Deno.Kv, random: () => number): Moves {
  return {
    async find(messageId) {
      // Read again when it moved between the two reads.
      for (;;) {
        const pending = await kv.get<Uint8Array>(pendingKey(messageId));
        if (pending.value === null) return null;
        const { due } = decodePending(pending.value);
        const entry = await kv.get<Uint8Array>(outKey(due, messageId));
        if (entry.value !== null && entry.versionstamp === pending.versionstamp) {
          return toEntry(due, entry.versionstamp, entry.value);
        }
      }
    },
    move(entry, due, message, atomic = kv.atomic()) {
      const { id } = message;
      const token = message.claim?.token;
      atomic.check({ key: pendingKey(id), versionstamp: entry.versionstamp });
      if (due !== entry.due) atomic.delete(outKey(entry.due, id));
      return atomic
        .set(outKey(due, id), encodeMessage({ ...message, order: entry.order }))
        .set(pendingKey(id), encodePending({ v: 1, due, ...(token !== undefined && { token }) }));
    },
    remove(entry) {
      const { id } = entry.message;
      return kv.atomic().check({ key: pendingKey(id), versionstamp: entry.versionstamp })
        .delete(outKey(entry.due, id)).delete(pendingKey(id));
    },
    commit: async (atomic) => (await retryWhileLocked(() => atomic.commit(), random)).ok,
  };
}
