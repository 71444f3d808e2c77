// A log, a queue and a worker on one store, with a clock that the test moves.
import type { NewMessage } from "../../../domain/shared/queue.ts";
import type { Alerts } from "../../../infra/alerts.ts";
import type { KvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import type { Held } from "../../../infra/queue/claims.ts";
import type { Entry } from "../../../infra/queue/entry.ts";
import type { Handler, Outcome } from "../../../infra/queue/handler.ts";
import { createKvQueue, type KvQueue } from "../../../infra/queue/kv_queue.ts";
import { createWorker, type Worker } from "../../../infra/queue/worker.ts";
import { createKvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import { logDeps, meta, NOW } from "../eventlog/kit.ts";

export const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface Bench {
  readonly log: KvEventLog;
  readonly queue: KvQueue;
  now(): number;
  pass(ms: number): void;
  worker(handlers: readonly Handler[], concurrency?: number): Worker;
  send(...messages: readonly Partial<NewMessage>[]): Promise<void>;
}

export function bench(kv: Deno.Kv, alarm: Alerts["alarm"] = () => {}): Bench {
  let now = NOW;
  const clock = () => now;
  const log = createKvEventLog({ ...logDeps(), kv, clock });
  const queue = createKvQueue({ kv, clock, newId: () => crypto.randomUUID(), random: () => 0.5, alarm });
  return {
    log,
    queue,
    now: clock,
    pass: (ms) => now += ms,
    worker: (handlers, concurrency = 10) =>
      createWorker({ queue, log, handlers, concurrency, clock, random: () => 0.5, logger: quiet, alarm }),
    async send(...messages) {
      await log.append({
        streams: [],
        meta,
        messages: messages.map((message) => ({ id: "m", kind: "note", lane: "lane", data: {}, ...message })),
      });
    },
  };
}

export function handler(
  run: Handler["run"],
  options: Partial<Omit<Handler, "run">> = {},
): Handler {
  return { kind: "note", leaseMs: 15_000, maxAttempts: 3, lostClaim: "retry", run, ...options };
}

/** Takes a message as a worker of another process would; null when somebody else was faster. */
export async function take(queue: KvQueue, entry: Entry, leaseMs: number): Promise<Held | null> {
  return (await queue.claimAll([{ entry, leaseMs }]))?.[0] ?? null;
}

export const done: Outcome = { done: {} };

/** Runs a worker over the bench until the body is through, then stops it. */
export async function working(
  { worker }: Bench,
  handlers: readonly Handler[],
  body: (worker: Worker) => Promise<void>,
  concurrency = 10,
): Promise<void> {
  const running = worker(handlers, concurrency);
  running.start();
  try {
    await body(running);
  } finally {
    await running.stop();
  }
}
