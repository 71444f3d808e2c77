// Port: what is on its way to people's chats, or was given up. Adapter: infra/telegram/outbox_queue.ts.

export interface OutboxMessage {
  readonly id: string;
  /** Telegram's id of the chat. */
  readonly chatId: string;
  readonly kind: string;
  /** `failed` will never be sent by itself; `unknown` may or may not have arrived and is never sent again unasked. */
  readonly status: "queued" | "sent" | "failed" | "unknown";
  /** How many times a worker has started it. */
  readonly attempts: number;
  readonly lastError?: string;
  /** ISO 8601 UTC: when it was queued, sent or given up. */
  readonly at: string;
}

export interface OutboxQueue {
  /** Everything that waits or was given up; nothing of what was sent. */
  messages(): Promise<OutboxMessage[]>;
  /** Queues a given-up message anew, due now; false when it is not among them any more. */
  requeue(messageId: string): Promise<boolean>;
  /** Drops a message for good; false when there is none or it is being sent this moment. */
  cancel(messageId: string): Promise<boolean>;
}
