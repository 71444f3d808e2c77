import assert from "node:assert/strict";
import { createWorker } from "../../../infra/queue/worker.ts";
import { eventually, logDeps, withKv } from "../eventlog/kit.ts";
import { bench, done, handler, quiet, working } from "./kit.ts";

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
      return done;
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

Deno.test("messages of a lane are done in the order they were committed, lanes side by side", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const seen: string[] = [];
    let together = 0, most = 0;
    const note = handler(async ({ id }) => {
      most = Math.max(most, ++together);
      await new Promise((resolve) => setTimeout(resolve, 1));
      together--;
      seen.push(id);
      return done;
    });
    // Sent backwards by id, so that the order of keys is not the order of commits.
    await b.send(...[9, 8, 7, 6, 5].map((n) => ({ id: `a${n}`, lane: "a" })));
    await b.send(...[4, 3, 2, 1, 0].map((n) => ({ id: `b${n}`, lane: "b" })));
    await b.send({ id: "a0", lane: "a" });
    await working(b, [note], (worker) => worker.idle());
    assert.deepEqual(seen.filter((id) => id.startsWith("a")), ["a9", "a8", "a7", "a6", "a5", "a0"]);
    assert.deepEqual(seen.filter((id) => id.startsWith("b")), ["b4", "b3", "b2", "b1", "b0"]);
    assert.equal(most, 2);
  }));

Deno.test("a later message of the lane waits while the earlier one is in back-off", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const seen: string[] = [];
    const note = handler(({ id, attempt }) => {
      seen.push(`${id} ${attempt}`);
      if (id === "first" && attempt === 1) throw new Error("not yet");
      return Promise.resolve(done);
    });
    await b.send({ id: "first" }, { id: "second" }, { id: "other", lane: "other" });
    await working(b, [note], async (worker) => {
      await worker.idle();
      assert.deepEqual(seen.toSorted(), ["first 1", "other 1"]);
      const [waiting] = (await b.queue.scan()).filter(({ message }) => message.id === "first");
      assert.equal(waiting?.due, b.now() + 750);
      assert.equal(waiting?.message.lastError, "not yet");
      b.pass(750);
      await worker.idle();
    });
    assert.deepEqual(seen.filter((line) => !line.startsWith("other")), ["first 1", "first 2", "second 1"]);
  }));

Deno.test("a message scheduled for later holds nobody up and is done when it is due", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const seen: string[] = [];
    const note = handler(({ id }) => {
      seen.push(id);
      return Promise.resolve(done);
    });
    await b.send({ id: "tomorrow", dueAt: b.now() + 86_400_000 }, { id: "now" });
    await working(b, [note], async (worker) => {
      await worker.idle();
      assert.deepEqual(seen, ["now"]);
      b.pass(86_400_000);
      await worker.idle();
      assert.deepEqual(seen, ["now", "tomorrow"]);
    });
  }));

Deno.test("a message of a kind that nobody does waits and holds nobody of its lane up", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const seen: string[] = [];
    const note = handler(({ id }) => {
      seen.push(id);
      return Promise.resolve(done);
    });
    await b.send({ id: "newer-1", kind: "newer" }, { id: "m-1" }, { id: "newer-2", kind: "newer" }, {
      id: "m-2",
    });
    await working(b, [note], (worker) => worker.idle());
    assert.deepEqual(seen, ["m-1", "m-2"]);
    assert.deepEqual((await b.queue.scan()).map(({ message }) => [message.id, message.attempt]), [
      ["newer-1", 0],
      ["newer-2", 0],
    ]);
  }));

Deno.test("a clock that steps back neither turns a lane around nor keeps it waiting", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const seen: string[] = [];
    const note = handler(({ id }) => {
      seen.push(id);
      return Promise.resolve(done);
    });
    await b.send({ id: "first" });
    b.pass(-60_000);
    await b.send({ id: "second" });
    await working(b, [note], (worker) => worker.idle());
    assert.deepEqual(seen, ["first", "second"]);
  }));
