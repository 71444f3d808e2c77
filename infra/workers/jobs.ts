// Work that comes back by itself: each run queues the next in the commit that finishes it, so a job is never lost
// and never runs twice at once.
import type { NewMessage } from "../../domain/shared/queue.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";
import type { Handler } from "../queue/handler.ts";
import type { KvQueue } from "../queue/kv_queue.ts";

export interface Job {
  readonly kind: string;
  /** Milliseconds from the end of one run to the next. */
  readonly everyMs: number;
  /** Fingerprint of what the job depends on: with another one it runs at once instead of when it is due. */
  readonly settings?: string;
  /** Milliseconds to the next run when it is to be another than usual. Throwing means: again after a pause. */
  run(): Promise<number | void>;
}

const PAUSE_AFTER_FAILURE = 30_000;

/** The first run of a job. Its id is fixed: while one is pending, queuing it again does nothing. */
export function firstRun({ kind, settings }: Pick<Job, "kind" | "settings">): NewMessage {
  return { id: settings === undefined ? kind : `${kind}:${settings}`, kind, lane: kind, data: {} };
}

/** Drops what waits of the jobs under other settings, so that going back to those runs them at once again. */
export async function dropOtherRuns(
  queue: Pick<KvQueue, "scan" | "cancel">,
  jobs: readonly Job[],
): Promise<void> {
  const current = new Map(jobs.map((job) => [job.kind, firstRun(job).id]));
  const waiting = (await queue.scan()).map(({ message }) => message);
  const others = waiting.filter(({ id, kind }) => current.has(kind) && current.get(kind) !== id);
  await Promise.all(others.map(({ id }) => queue.cancel(id)));
}

/** Attempts in a row that failed before a person is told, and then again: five minutes, and every hour. */
const FAILURES_TOLD = 10;
const TOLD_AGAIN = 120;

export interface JobDeps {
  readonly clock: Clock;
  readonly alarm: Alerts["alarm"];
}

export function createJobHandler(job: Job, { clock, alarm }: JobDeps): Handler {
  return {
    kind: job.kind,
    leaseMs: 10_000,
    maxAttempts: Number.MAX_SAFE_INTEGER,
    lostClaim: "retry",
    async run({ id, attempt }) {
      const next = { ...firstRun(job), dueAt: clock() + job.everyMs };
      // Another process with other settings left it: that chain ends here, and ours, pending already, stays the only one.
      if (id !== next.id) return { done: { messages: [next] } };
      let afterMs: number | void;
      try {
        afterMs = await job.run();
      } catch (failure) {
        const error = failure instanceof Error ? failure.message : String(failure);
        if (attempt % TOLD_AGAIN === FAILURES_TOLD) {
          alarm("a job keeps failing", { job: job.kind, attempts: attempt, error });
        }
        return { retryAt: clock() + PAUSE_AFTER_FAILURE, error };
      }
      return { done: { messages: [{ ...next, dueAt: clock() + (afterMs ?? job.everyMs) }] } };
    },
  };
}
