// Port: queued work that is no message to a chat (steps of processes, notifications of providers, updates of the bot) and
// was given up. Adapter: infra/queue/step_queue.ts.

export interface DeadStep {
  readonly id: string;
  readonly kind: string;
  /** How many times a worker has started it. */
  readonly attempts: number;
  /** Without secrets. */
  readonly lastError?: string;
  /** ISO 8601 UTC: when it was given up. */
  readonly at: string;
  /** What everything the request, update or job behind it did has in common. */
  readonly correlationId: string;
}

export interface StepQueue {
  /** Everything that was given up, in no order. */
  dead(): Promise<DeadStep[]>;
  /** Null when it neither waits nor was given up. */
  find(stepId: string): Promise<DeadStep | "queued" | null>;
  /** Queues what was given up anew, due now, its attempts forgotten; does nothing when it is not among that any more. */
  requeue(stepId: string): Promise<void>;
}
