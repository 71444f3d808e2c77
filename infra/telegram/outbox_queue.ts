// The queue seen as the outbox: of all queued work, the messages to chats.
import type { OutboxMessage, OutboxQueue } from "../../domain/messages/ports.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import type { Entry } from "../queue/entry.ts";
import type { KvQueue } from "../queue/kv_queue.ts";
import type { DeadRecord } from "../queue/message_record.ts";

export function createOutboxQueue(
  queue: Pick<KvQueue, "list" | "dead" | "find" | "deadOne" | "requeue" | "cancel">,
): OutboxQueue {
  return {
    async *waiting(place, backwards) {
      for await (const entry of queue.list(place, backwards)) yield* waitingMessage(entry);
    },
    givenUp: async () => (await queue.dead()).flatMap(deadMessage),
    async message(messageId) {
      const entry = await queue.find(messageId);
      if (entry !== null) return waitingMessage(entry)[0] ?? null;
      const dead = await queue.deadOne(messageId);
      return dead === null ? null : deadMessage(dead)[0] ?? null;
    },
    requeue: (messageId) => queue.requeue(messageId),
    cancel: (messageId) => queue.cancel(messageId),
  };
}

function waitingMessage({ message, due }: Entry): OutboxMessage[] {
  const dueAt = new Date(due).toISOString();
  return toMessage(message, "queued", message.queuedAt).map((waiting) => ({ ...waiting, dueAt }));
}

function deadMessage(message: DeadRecord): OutboxMessage[] {
  return toMessage(message, message.status, message.diedAt);
}

/** Nothing for work that is no message to a chat. */
function toMessage(
  { id, kind, data, attempt, lastError }: QueuedMessage,
  status: OutboxMessage["status"],
  at: number,
): OutboxMessage[] {
  const chatId = data["chatId"];
  if (typeof chatId !== "string") return [];
  const message = { id, chatId, kind, status, attempts: attempt, at: new Date(at).toISOString() };
  return [{ ...message, ...(lastError !== undefined && { lastError }) }];
}
