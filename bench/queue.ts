// Messages queued, handled and recorded, against Deno's own queue, which records nothing.
import { SYSTEM } from "../domain/shared/event.ts";
import { createKvQueue } from "../infra/queue/kv_queue.ts";
import { createWorker } from "../infra/queue/worker.ts";
import { paired, type Row } from "./measure.ts";
import { answered, logDeps, openLog, withFolder, withKv } from "./stores.ts";

const LANES = 200;
const CONCURRENCY = 64;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export async function benchQueue(quick: boolean): Promise<Row[]> {
  const messages = quick ? 1_000 : 3_000;
  const measured = await withFolder((folder) =>
    withKv(`${folder}/ours.kv`, (kv) =>
      withKv(`${folder}/theirs.kv`, async (other) => {
        const ours = startOurs(kv);
        const theirs = startTheirs(other);
        const result = await paired(5, () => ours.send(messages), () => theirs(messages));
        await ours.stop();
        return result;
      }))
  );
  return [{
    name: "queue, each message acknowledged with an event",
    unit: "messages/s",
    comparator: "kv.listenQueue",
    ...measured,
    target: { atLeast: 2 },
  }];
}

/** Counts down from a number set before each go. */
function countdown() {
  let left = 0;
  let resolve: () => void = () => {};
  return {
    done() {
      if (--left === 0) resolve();
    },
    from(count: number): Promise<void> {
      left = count;
      return new Promise((arrived) => resolve = arrived);
    },
  };
}

function startOurs(kv: Deno.Kv) {
  const log = openLog(kv);
  const queue = createKvQueue({ kv, ...logDeps });
  const handled = countdown();
  let n = 0;
  const append: typeof log.append = async (commit) => {
    const result = await log.append(commit);
    if (commit.settles) handled.done();
    return result;
  };
  const worker = createWorker({
    queue,
    log: { append, listen: log.listen },
    clock: Date.now,
    random: Math.random,
    logger: quiet,
    concurrency: CONCURRENCY,
    handlers: [{
      kind: "note",
      leaseMs: 15_000,
      maxAttempts: 3,
      lostClaim: "retry",
      run: ({ id }) =>
        Promise.resolve({
          done: { streams: [{ streamId: `sent-${id}`, expectedVersion: 0, events: [answered(n)] }] },
        }),
    }],
  });
  worker.start();
  return {
    async send(count: number): Promise<number> {
      const all = handled.from(count);
      const began = performance.now();
      await Promise.all(Array.from({ length: count }, () => {
        const id = `m${n++}`;
        return log.append({
          streams: [],
          meta: { at: new Date().toISOString(), actor: SYSTEM, correlationId: id },
          messages: [{ id, kind: "note", lane: `lane-${n % LANES}`, data: answered(n).data }],
        });
      }));
      await all;
      return count * 1000 / (performance.now() - began);
    },
    stop: () => worker.stop(),
  };
}

function startTheirs(kv: Deno.Kv): (count: number) => Promise<number> {
  const handled = countdown();
  // Ends with the store.
  kv.listenQueue(() => handled.done()).then(undefined, () => {});
  return async (count) => {
    const all = handled.from(count);
    const began = performance.now();
    await Promise.all(Array.from({ length: count }, (_, n) => kv.enqueue(answered(n).data)));
    await all;
    return count * 1000 / (performance.now() - began);
  };
}
