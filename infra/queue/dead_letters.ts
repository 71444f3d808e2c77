// Messages that will not be tried again by themselves: shown to a person, who may send them back.
import type { Clock } from "../../domain/shared/ports.ts";
import { DEAD, deadKey, outKey, pendingKey } from "../eventlog/keys.ts";
import { type DeadRecord, encodeMessage, encodePending } from "./message_record.ts";
import type { Reader } from "./reader.ts";

export interface DeadLetters {
  dead(): Promise<DeadRecord[]>;
  /** A dead message; null when there is none. */
  deadOne(messageId: string): Promise<DeadRecord | null>;
  /** Queues a dead message anew, due now, its attempts forgotten; false when there is none or its id is pending. */
  requeue(messageId: string): Promise<boolean>;
  /** Removes a dead message for good; false when there is none. */
  drop(messageId: string): Promise<boolean>;
}

/** `commit` answers whether the checks held. */
export function createDeadLetters(
  kv: Deno.Kv,
  reader: Reader,
  clock: Clock,
  commit: (atomic: Deno.AtomicOperation) => Promise<boolean>,
): DeadLetters {
  return {
    async dead() {
      const all = (await Array.fromAsync(kv.list({ prefix: DEAD }))).map(reader.dead);
      return all.filter((dead) => dead !== null);
    },
    async deadOne(messageId) {
      const stored = await kv.get(deadKey(messageId));
      return stored.versionstamp === null ? null : reader.dead(stored);
    },
    async requeue(messageId) {
      const stored = await kv.get(deadKey(messageId));
      const dead = stored.versionstamp === null ? null : reader.dead(stored);
      if (dead === null) return false;
      const { id, kind, lane, data, correlationId, causationId, lastError, n } = dead;
      const now = clock();
      const message = {
        v: 1 as const,
        ...{ id, kind, lane, data, correlationId, n, attempt: 0, queuedAt: now },
        ...(causationId !== undefined && { causationId }),
        ...(lastError !== undefined && { lastError }),
      };
      return await commit(
        kv.atomic().check(stored, { key: pendingKey(messageId), versionstamp: null })
          .delete(deadKey(messageId))
          .set(outKey(now, messageId), encodeMessage(message))
          .set(pendingKey(messageId), encodePending({ v: 1, due: now })),
      );
    },
    async drop(messageId) {
      const stored = await kv.get(deadKey(messageId));
      if (stored.versionstamp === null || reader.dead(stored) === null) return false;
      return await commit(kv.atomic().check(stored).delete(deadKey(messageId)));
    },
  };
}
