// The queue seen as the outbox: of all queued work, the messages to chats.
import type { OutboxMessage, OutboxQueue } from "../../domain/messages/ports.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import type { KvQueue } from "../queue/kv_queue.ts";

export function createOutboxQueue(queue: Pick<KvQueue, "scan" | "dead" | "requeue" | "cancel">): OutboxQueue {
  return {
    async messages() {
      const [pending, dead] = await Promise.all([queue.scan(), queue.dead()]);
      return [
        ...pending.flatMap(({ message }) => toMessage(message, "queued", message.queuedAt)),
        ...dead.flatMap((message) => toMessage(message, message.status, message.diedAt)),
      ];
    },
    requeue: (messageId) => queue.requeue(messageId),
    cancel: (messageId) => queue.cancel(messageId),
  };
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
