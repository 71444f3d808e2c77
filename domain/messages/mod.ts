// The outbox: every message to people by what became of it, and what an administrator can do about it.
import type { History } from "../history/mod.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Origin } from "../shared/origin.ts";
import type { Clock } from "../shared/ports.ts";
import { chatStream, type MessageCancelled, type MessageRetried, type MessageSent } from "./events.ts";
import { type OutboxPage, outboxPage, type OutboxQuery } from "./outbox_page.ts";
import type { OutboxMessage, OutboxQueue } from "./ports.ts";

export type { OutboxPlace, OutboxQuery } from "./outbox_page.ts";
export type { OutboxMessage } from "./ports.ts";

export type Obeyed = { readonly ok: true } | { readonly refused: "message_gone" | "message_in_flight" };

export interface Outbox {
  /** Newest first; what was sent or skipped is known from the log, the rest from the queue. */
  list(query: OutboxQuery): Promise<OutboxPage>;
  /** How much of the queue cannot be read and is passed over. */
  unreadable(): Promise<number>;
  /**
   * Sends a failed or unknown message once more. It may arrive twice: that is for a person to decide. Nothing is done
   * with one that is on its way already.
   */
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
    list: (query) => outboxPage({ queue, history }, query, clock()),
    unreadable: () => queue.unreadable(),
    async retry(messageId, origin) {
      const message = await queue.message(messageId);
      if (message === null) return { refused: "message_gone" };
      if (message.status === "queued") return { ok: true };
      // Said first: a message must never leave again without anybody having asked.
      await record({ type: "MessageRetried", data: aboutOf(message) }, message, origin);
      if (await queue.requeue(messageId)) return { ok: true };
      // Somebody else was faster.
      return await queue.message(messageId) === null ? { refused: "message_gone" } : { ok: true };
    },
    async cancel(messageId, origin) {
      const message = await queue.message(messageId);
      if (message === null) return { refused: "message_gone" };
      // Done first: what a worker holds is sent all the same, and must not be told as cancelled. A crash in between
      // leaves it cancelled and untold.
      if (!await queue.cancel(messageId)) return { refused: "message_in_flight" };
      await record({ type: "MessageCancelled", data: aboutOf(message) }, message, origin);
      return { ok: true };
    },
    async arrived(messageId, telegramMessageId, origin) {
      const message = await queue.message(messageId);
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
