// Port: work that must happen after a commit. Messages are written in the same commit as their event.

/** `data` holds references and sealed values only: never clear personal data, never a secret. */
export interface NewMessage {
  /** Queuing an id that is still pending does nothing: the first one stays as it is, with its own due time. */
  readonly id: string;
  /** Which handler does it, e.g. "telegram.response_to_dispatcher", "cargotech.renew_token". */
  readonly kind: string;
  /**
   * Messages of one lane (a chat id, say) are done strictly in the order they were committed. One that is not
   * due yet takes its place when it becomes due; one that waits for a retry keeps the later ones waiting.
   */
  readonly lane: string;
  /** UTC milliseconds before which it must not run; absent = at once. */
  readonly dueAt?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface QueuedMessage extends NewMessage {
  /** How many times a worker has started it, this one included. */
  readonly attempt: number;
  readonly queuedAt: number;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly lastError?: string;
}

/** Proof that a worker holds a message until its lease ends. Opaque to everybody but the queue. */
export interface Claim {
  readonly message: QueuedMessage;
  readonly token: string;
}
