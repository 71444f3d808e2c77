import assert from "node:assert/strict";
import { createWorker } from "../../../infra/queue/worker.ts";
import { eventually, logDeps, withKv } from "../eventlog/kit.ts";
import { bench, handler, quiet } from "./kit.ts";

Deno.test("a lane that was read again while its message was in flight still does one message at a time", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    let readings = 0;
    const queue = { ...b.queue, scan: () => b.queue.scan().finally(() => readings++) };
    let inLane = 0, most = 0, started = 0;
    const release = Promise.withResolvers<void>();
    const note = handler(async ({ lane }) => {
      started++;
      if (lane === "long") most = Math.max(most, ++inLane);
      await release.promise;
      // Whatever else may start now gets its chance to.
      await new Promise((resolve) => setImmediate(resolve));
      if (lane === "long") inLane--;
      return { done: {} };
    });
    await b.send({ id: "m-1", lane: "long" }, { id: "m-2", lane: "long" }, { id: "m-3", lane: "long" });
    await b.send({ id: "k-1", lane: "short" });
    const deps = { ...logDeps(), clock: b.now, log: b.log, queue, logger: quiet };
    const worker = createWorker({ ...deps, handlers: [note], concurrency: 2 });
    worker.start();
    await eventually("both lanes are busy", () => started === 2);
    const before = readings;
    await eventually("the queue is read again", () => {
      worker.wake();
      return readings > before;
    });
    release.resolve();
    await worker.idle();
    await worker.stop();
    assert.deepEqual([started, most], [4, 1]);
  }));
