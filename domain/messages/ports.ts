// Port: what is on its way to people's chats, or was given up. Adapter: infra/telegram/outbox_queue.ts.

export interface OutboxMessage {
  readonly id: string;
  /** Telegram's id of the chat. */
  readonly chatId: string;
  readonly kind: string;
  /**
   * `failed` will never be sent by itself; `unknown` may or may not have arrived and is never sent again unasked;
   * `skipped` was not tried, since the driver is known to have no chat with the bot.
   */
  readonly status: "queued" | "sent" | "failed" | "unknown" | "skipped";
  /** How many times a worker has started it. */
  readonly attempts: number;
  readonly lastError?: string;
  /** ISO 8601 UTC: when it was queued, sent or given up. */
  readonly at: string;
  /** ISO 8601 UTC, of what is queued: when it may next leave. */
  readonly dueAt?: string;
}

export interface OutboxQueue {
  /**
   * What waits beyond a place (exclusive), by due time (UTC ms) and id, soonest due first or, backwards, latest first;
   * read as it is consumed.
   */
  waiting(
    place: { readonly dueAt: number; readonly id: string },
    backwards: boolean,
  ): AsyncIterable<OutboxMessage>;
  /** Everything that was given up, in no order. */
  givenUp(): Promise<OutboxMessage[]>;
  /** A message that waits or was given up; null when it is not among them. */
  message(messageId: string): Promise<OutboxMessage | null>;
  /** Queues a given-up message anew, due now; false when it is not among them any more. */
  requeue(messageId: string): Promise<boolean>;
  /** Drops a message for good; false when there is none or it is being sent this moment. */
  cancel(messageId: string): Promise<boolean>;
  /** How many records were met that cannot be read, whatever they once were. They are in none of the answers above. */
  unreadable(): Promise<number>;
}
