// An outage that lasts is told to a person; one that passes by itself is not.
import assert from "node:assert/strict";
import { createWorker } from "../../../infra/queue/worker.ts";
import { eventually, logDeps, withKv } from "../eventlog/kit.ts";
import { bench, done, handler, quiet } from "./kit.ts";

Deno.test("a queue that cannot be read for a minute is told once, and again only after it went on", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const alarms: unknown[] = [];
    let isAway = true, readings = 0;
    const scan = () => {
      readings++;
      return isAway ? Promise.reject(new Error("no store")) : b.queue.scan();
    };
    const worker = createWorker({
      ...{ ...logDeps(), clock: b.now, log: b.log, queue: { ...b.queue, scan }, logger: quiet },
      alarm: (message, fields) => alarms.push({ message, ...fields }),
      handlers: [handler(() => Promise.resolve(done))],
      concurrency: 10,
    });
    const readTwiceMore = async () => {
      const before = readings;
      await eventually("the queue is read again", () => {
        worker.wake();
        return readings > before + 1;
      });
    };
    worker.start();
    await readTwiceMore();
    b.pass(59_999);
    await readTwiceMore();
    assert.deepEqual(alarms, []);
    b.pass(1);
    await readTwiceMore();
    b.pass(600_000);
    await readTwiceMore();
    const told = { message: "the queue stands still", error: "no store" };
    assert.deepEqual(alarms, [told]);
    isAway = false;
    await worker.idle();
    isAway = true;
    await readTwiceMore();
    b.pass(60_000);
    await readTwiceMore();
    assert.deepEqual(alarms, [told, told]);
    await worker.stop();
  }));
