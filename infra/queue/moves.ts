// Where a pending message is, and the atomic writes that move it: each is checked against the one before.
import { outKey, pendingKey } from "../eventlog/keys.ts";
import { retryWhileLocked } from "../locked.ts";
import type { Entry } from "./entry.ts";
import { locate } from "./locate.ts";
import { encodeMessage, encodePending, type MessageRecord } from "./message_record.ts";
import type { Reader } from "./reader.ts";

export interface Moves {
  /** Where the message is now; null when it is not pending, or cannot be read. */
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
export function createMoves(kv: Deno.Kv, reader: Reader, random: () => number): Moves {
  return {
    async find(messageId) {
      const located = await locate(kv, messageId, reader.pointer);
      return located && reader.pending(located.stored);
    },
    move(entry, due, message, atomic = kv.atomic()) {
      const { id } = message;
      const token = message.claim?.token;
      atomic.check({ key: outKey(entry.due, id), versionstamp: entry.versionstamp });
      if (due !== entry.due) atomic.delete(outKey(entry.due, id));
      return atomic
        .set(outKey(due, id), encodeMessage({ ...message, order: entry.order }))
        .set(pendingKey(id), encodePending({ v: 1, due, ...(token !== undefined && { token }) }));
    },
    remove(entry) {
      const { id } = entry.message;
      return kv.atomic().check({ key: outKey(entry.due, id), versionstamp: entry.versionstamp })
        .delete(outKey(entry.due, id)).delete(pendingKey(id));
    },
    commit: async (atomic) => (await retryWhileLocked(() => atomic.commit(), random)).ok,
  };
}
