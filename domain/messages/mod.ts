// The outbox: every message to people by what became of it, and what an administrator can do about it.
import type { History } from "../history/mod.ts";
import type { DomainEvent, StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import { chatStream, type MessageCancelled, type MessageRetried, type MessageSent } from "./events.ts";
import type { OutboxMessage, OutboxQueue } from "./ports.ts";

export type { OutboxMessage } from "./ports.ts";

export interface OutboxQuery {
  readonly status?: OutboxMessage["status"];
  readonly limit: number;
}

export type Obeyed = { readonly ok: true } | { readonly refused: "not_found" | "message_in_flight" };

export interface Outbox {
  /** Newest first; what was sent is known from the log, the rest from the queue. */
  list(query: OutboxQuery): Promise<OutboxMessage[]>;
  /** Sends a failed or unknown message once more. It may arrive twice: that is for a person to decide. */
  retry(messageId: string, origin: Origin): Promise<Obeyed>;
  /** Never sends a message that waits, and forgets one that was given up. */
  cancel(messageId: string, origin: Origin): Promise<Obeyed>;
  /** Notes that a message nobody knew about has arrived after all; nothing when it is not among those. */
  arrived(messageId: string, telegramMessageId: number, origin: Origin): Promise<void>;
}

export function createOutbox({ queue, history, log, clock }: {
  queue: OutboxQueue;
  history: Pick<History, "newest">;
  log: Pick<EventLog, "append">;
  clock: Clock;
}): Outbox {
  async function find(messageId: string): Promise<OutboxMessage | undefined> {
    return (await queue.messages()).find(({ id }) => id === messageId);
  }

  async function record(
    event: MessageRetried | MessageCancelled | MessageSent,
    { chatId, at }: OutboxMessage,
    origin: Origin,
  ) {
    const { actor, correlationId } = origin;
    await log.append({
      // The same message given up at another time is another matter; pressing twice is not.
      commandId: `${event.type}:${event.data.messageId}:${at}`,
      streams: [{ streamId: chatStream(chatId), expectedVersion: "any", events: [event] }],
      meta: { at: new Date(clock()).toISOString(), actor, correlationId },
    });
  }

  return {
    async list({ status, limit }) {
      const [queued, sent] = await Promise.all([
        status === "sent" ? [] : queue.messages(),
        status === undefined || status === "sent" ? history.newest({ type: "MessageSent", limit }) : [],
      ]);
      return [...queued, ...sent.map(sentMessage)]
        .filter((message) => status === undefined || message.status === status)
        .sort((one, other) => other.at < one.at ? -1 : other.at > one.at ? 1 : 0)
        .slice(0, limit);
    },
    async retry(messageId, origin) {
      const message = await find(messageId);
      if (message === undefined || message.status === "queued") return { refused: "not_found" };
      // Said first: a message must never leave again without anybody having asked.
      await record({ type: "MessageRetried", data: aboutOf(message) }, message, origin);
      return await queue.requeue(messageId) ? { ok: true } : { refused: "not_found" };
    },
    async cancel(messageId, origin) {
      const message = await find(messageId);
      if (message === undefined) return { refused: "not_found" };
      // Done first: what a worker holds is sent all the same, and must not be told as cancelled.
      if (!await queue.cancel(messageId)) return { refused: "message_in_flight" };
      await record({ type: "MessageCancelled", data: aboutOf(message) }, message, origin);
      return { ok: true };
    },
    async arrived(messageId, telegramMessageId, origin) {
      const message = await find(messageId);
      if (message?.status !== "unknown") return;
      const { attempts } = message;
      await record(
        {
          type: "MessageSent",
          data: { ...aboutOf(message), telegramMessageId, attempts },
        },
        message,
        origin,
      );
      await queue.cancel(messageId);
    },
  };
}

function aboutOf({ id, kind, chatId }: OutboxMessage) {
  return { messageId: id, kind, chatId };
}

function sentMessage(event: StoredEvent<DomainEvent>): OutboxMessage {
  const { messageId, kind, chatId, attempts = 1 } = event.data as MessageSent["data"];
  return { id: messageId, chatId, kind, status: "sent", attempts, at: event.meta.at };
}
