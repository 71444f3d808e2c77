// The queue seen as the outbox: of all queued work, the messages to chats.
import { chatOf } from "../../domain/messages/kinds.ts";
import type { OutboxMessage, OutboxQueue } from "../../domain/messages/ports.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import type { Entry } from "../queue/entry.ts";
import type { KvQueue } from "../queue/kv_queue.ts";
import type { DeadRecord } from "../queue/message_record.ts";

export function createOutboxQueue(
  queue: Pick<KvQueue, "list" | "dead" | "find" | "deadOne" | "requeue" | "cancel" | "unreadable">,
): OutboxQueue {
  async function waitingOne(messageId: string): Promise<OutboxMessage | null> {
    const entry = await queue.find(messageId);
    return entry === null ? null : waitingMessage(entry)[0] ?? null;
  }

  async function givenUpOne(messageId: string): Promise<OutboxMessage | null> {
    const dead = await queue.deadOne(messageId);
    return dead === null ? null : deadMessage(dead)[0] ?? null;
  }

  return {
    async *waiting(place, backwards) {
      for await (const entry of queue.list(place, backwards)) yield* waitingMessage(entry);
    },
    givenUp: async () => (await queue.dead()).flatMap(deadMessage),
    // Sent back between the two looks, it is found by the third.
    message: async (messageId) =>
      await waitingOne(messageId) ?? await givenUpOne(messageId) ?? await waitingOne(messageId),
    requeue: (messageId) => queue.requeue(messageId),
    cancel: (messageId) => queue.cancel(messageId),
    unreadable: () => queue.unreadable(),
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
  queued: QueuedMessage,
  status: OutboxMessage["status"],
  at: number,
): OutboxMessage[] {
  const chatId = chatOf(queued);
  if (chatId === null) return [];
  const { id, kind, attempt, lastError } = queued;
  const message = { id, chatId, kind, status, attempts: attempt, at: new Date(at).toISOString() };
  return [{ ...message, ...(lastError !== undefined && { lastError }) }];
}
