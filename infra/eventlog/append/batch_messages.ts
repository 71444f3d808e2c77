// The messages of a commit in its atomic write: those it causes, and the one it finishes.
import type { NewMessage } from "../../../domain/shared/queue.ts";
import { bury, encodeDead, encodeMessage, encodePending } from "../../queue/message_record.ts";
import { deadKey, outKey, pendingKey } from "../keys.ts";
import type { PreparedCommit } from "./prepared.ts";
import type { Resolved } from "./resolve.ts";

/** Takes the finished message out of the queue, or puts it among the dead; `now` in UTC ms. */
export function settle(
  atomic: Deno.AtomicOperation,
  commit: PreparedCommit,
  resolved: Resolved,
  now: number,
): void {
  if (resolved.settled === undefined) return;
  const { due, record } = resolved.settled;
  atomic.delete(outKey(due, record.id)).delete(pendingKey(record.id));
  if (commit.buries) atomic.set(deadKey(record.id), encodeDead(bury(record, commit.buries, now)));
}

/** Queues a message, due at `now` (UTC ms) unless it says otherwise; `n` keeps messages of one write in their order. */
export function queue(
  atomic: Deno.AtomicOperation,
  commit: PreparedCommit,
  message: NewMessage,
  n: number,
  causationId: string | undefined,
  now: number,
): void {
  const due = Math.max(0, Math.floor(message.dueAt ?? now));
  const { correlationId } = commit.meta;
  const record = {
    ...message,
    v: 1 as const,
    n,
    attempt: 0,
    queuedAt: now,
    correlationId,
    ...(causationId !== undefined && { causationId }),
  };
  atomic.set(outKey(due, message.id), encodeMessage(record));
  atomic.set(pendingKey(message.id), encodePending({ v: 1, due }));
}
