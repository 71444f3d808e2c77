// Work that comes back by itself: each run queues the next in the commit that finishes it, so a job is never lost
// and never runs twice at once.
import type { NewMessage } from "../../domain/shared/queue.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Handler } from "../queue/handler.ts";

export interface Job {
  readonly kind: string;
  /** Milliseconds from the end of one run to the next. */
  readonly everyMs: number;
  /** Throwing means: again after a pause. */
  run(): Promise<void>;
}

const PAUSE_AFTER_FAILURE = 30_000;

/** The first run of a job. Its id is fixed: while one is pending, queuing it again does nothing. */
export function firstRun({ kind }: Pick<Job, "kind">): NewMessage {
  return { id: kind, kind, lane: kind, data: {} };
}

export function createJobHandler(job: Job, clock: Clock): Handler {
  return {
    kind: job.kind,
    leaseMs: 60_000,
    maxAttempts: Number.MAX_SAFE_INTEGER,
    lostClaim: "retry",
    async run() {
      try {
        await job.run();
      } catch (error) {
        return {
          retryAt: clock() + PAUSE_AFTER_FAILURE,
          error: error instanceof Error ? error.message : String(error),
        };
      }
      return { done: { messages: [{ ...firstRun(job), dueAt: clock() + job.everyMs }] } };
    },
  };
}
