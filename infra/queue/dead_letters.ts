// Messages that will not be tried again by themselves: shown to a person, who may send them back.
import type { Clock } from "../../domain/shared/ports.ts";
import { DEAD, deadKey, outKey, pendingKey } from "../eventlog/keys.ts";
import { type DeadRecord, decodeDead, encodeMessage, encodePending } from "./message_record.ts";

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
  clock: Clock,
  commit: (atomic: Deno.AtomicOperation) => Promise<boolean>,
): DeadLetters {
  return {
    async dead() {
      const entries = await Array.fromAsync(kv.list<Uint8Array>({ prefix: DEAD }));
      return entries.map(({ value }) => decodeDead(value));
    },
    async deadOne(messageId) {
      const { value } = await kv.get<Uint8Array>(deadKey(messageId));
      return value === null ? null : decodeDead(value);
    },
    async requeue(messageId) {
      const dead = await kv.get<Uint8Array>(deadKey(messageId));
      if (dead.value === null) return false;
      const { id, kind, lane, data, correlationId, causationId, lastError, n } = decodeDead(dead.value);
      const now = clock();
      const message = {
        v: 1 as const,
        ...{ id, kind, lane, data, correlationId, n, attempt: 0, queuedAt: now },
        ...(causationId !== undefined && { causationId }),
        ...(lastError !== undefined && { lastError }),
      };
      return await commit(
        kv.atomic().check(dead, { key: pendingKey(messageId), versionstamp: null })
          .delete(deadKey(messageId))
          .set(outKey(now, messageId), encodeMessage(message))
          .set(pendingKey(messageId), encodePending({ v: 1, due: now })),
      );
    },
    async drop(messageId) {
      const dead = await kv.get(deadKey(messageId));
      if (dead.versionstamp === null) return false;
      return await commit(kv.atomic().check(dead).delete(deadKey(messageId)));
    },
  };
}
