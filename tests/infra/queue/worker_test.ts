import assert from "node:assert/strict";
import type { KvQueue } from "../../../infra/queue/kv_queue.ts";
import { createWorker } from "../../../infra/queue/worker.ts";
import { eventually, everything, logDeps, noted, withFile, withKv } from "../eventlog/kit.ts";
import { faultyKv } from "../eventlog/faulty_kv.ts";
import { bench, done, handler, quiet, take, working } from "./kit.ts";

Deno.test("a message is done once and its events are appended in the commit that removes it", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const note = handler(({ data }) =>
      Promise.resolve({
        done: {
          streams: [{ streamId: "notes", expectedVersion: "any", events: [noted(String(data.text))] }],
        },
      })
    );
    await working(b, [note], async (worker) => {
      await b.send({ data: { text: "hello" } });
      await worker.idle();
    });
    const events = await everything(b.log);
    assert.deepEqual(events.map(({ data, meta }) => [data, meta.correlationId, meta.causationId]), [
      [{ text: "hello" }, "test", "m"],
    ]);
    assert.deepEqual(await b.queue.scan(), []);
  }));

Deno.test("never more messages are in flight than allowed", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    let together = 0, most = 0, count = 0;
    const note = handler(async () => {
      most = Math.max(most, ++together);
      await new Promise((resolve) => setTimeout(resolve, 1));
      together--;
      count++;
      return done;
    });
    await b.send(...Array.from({ length: 30 }, (_, n) => ({ id: `m${n}`, lane: `l${n}` })));
    await working(b, [note], (worker) => worker.idle(), 3);
    assert.deepEqual({ most, count }, { most: 3, count: 30 });
  }));

Deno.test("of several messages taken at once only those are missed that another worker was faster with", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    await b.send({ id: "m-1", lane: "1" }, { id: "m-2", lane: "2" }, { id: "m-3", lane: "3" });
    const [, second] = await b.queue.scan();
    assert.ok(second);
    const late: KvQueue = {
      ...b.queue,
      async claimAll(wanted) {
        await take(b.queue, second, 1_000);
        return await b.queue.claimAll(wanted);
      },
    };
    const seen: string[] = [];
    const note = handler(({ id }) => {
      seen.push(id);
      return Promise.resolve(done);
    });
    const deps = { ...logDeps(), clock: b.now, log: b.log, queue: late, logger: quiet };
    const worker = createWorker({ ...deps, handlers: [note], concurrency: 10 });
    worker.start();
    await worker.idle();
    await worker.stop();
    assert.deepEqual(seen, ["m-1", "m-3"]);
    assert.deepEqual((await b.queue.scan()).map(({ message }) => message.id), ["m-2"]);
  }));

Deno.test("two workers on one file do every message once, in order", () =>
  withFile((path) =>
    withKv((one) =>
      withKv(async (two) => {
        const benches = [bench(one), bench(two)];
        const seen: string[] = [];
        const note = handler(({ id }) => {
          seen.push(id);
          return Promise.resolve(done);
        });
        const ids = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, "0"));
        for (const id of ids) await benches[0]?.send({ id, lane: `l${Number(id) % 4}` });
        const workers = benches.map((b) => b.worker([note], 5));
        workers.forEach((worker) => worker.start());
        await eventually("everything is done", async () => (await benches[0]?.queue.scan())?.length === 0);
        await Promise.all(workers.map((worker) => worker.stop()));
        assert.deepEqual(seen.toSorted(), ids);
        for (let lane = 0; lane < 4; lane++) {
          const ofLane = seen.filter((id) => Number(id) % 4 === lane);
          assert.deepEqual(ofLane, ofLane.toSorted());
        }
      }, path), path)
  ));

Deno.test("who finds no place in a room waits as it is, holds nobody else up, and goes in when one leaves", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const leaves = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const began: string[] = [];
    const room = { places: 2 };
    const calls = ["ask", "look"].map((kind) =>
      handler(async ({ id, attempt }) => {
        began.push(`${id}:${attempt}`);
        await leaves[began.length - 1]?.promise;
        return done;
      }, { kind, room })
    );
    let others = 0;
    const other = handler(() => Promise.resolve(done).finally(() => others++));
    await b.send(
      ...Array.from({ length: 8 }, (_, n) => ({ id: `m${n}`, lane: `l${n}`, kind: n % 2 ? "ask" : "look" })),
      { id: "other", lane: "other" },
    );
    await working(b, [...calls, other], async (worker) => {
      await eventually("both places are taken", () => others === 1 && began.length === 2);
      const waiting = (await b.queue.scan()).filter(({ message }) => message.claim === undefined);
      assert.deepEqual(waiting.map(({ message }) => message.attempt), Array(6).fill(0));
      assert.deepEqual(began, ["m0:1", "m1:1"]);
      leaves[1]!.resolve();
      await eventually("everybody had a place", () => began.length === 8);
      leaves[0]!.resolve();
      await worker.idle();
    });
    assert.deepEqual(began, Array.from({ length: 8 }, (_, n) => `m${n}:1`));
  }));

Deno.test("a place that comes free is taken at once, however long the queue takes to read", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    let readings = 0;
    const scan = async () => {
      // A long queue is read for as long, and then not again for four times that.
      if (readings++ === 0) await new Promise((resolve) => setTimeout(resolve, 2_000));
      return await b.queue.scan();
    };
    const leave = Promise.withResolvers<void>();
    const began: number[] = [];
    const ask = handler(async () => {
      began.push(readings);
      if (began.length <= 2) await leave.promise;
      return done;
    }, { room: { places: 2 } });
    await b.send(...Array.from({ length: 8 }, (_, n) => ({ id: `m${n}`, lane: `l${n}` })));
    const deps = { ...logDeps(), clock: b.now, log: b.log, queue: { ...b.queue, scan }, logger: quiet };
    const worker = createWorker({ ...deps, handlers: [ask], concurrency: 10 });
    worker.start();
    await eventually("both places are taken", () => began.length === 2);
    leave.resolve();
    await worker.idle();
    await worker.stop();
    assert.deepEqual(began, Array(8).fill(1));
  }));

/** A store that fails at the chosen write, counted from when it is `armed`. */
function failingAt(kv: Deno.Kv, write: number) {
  const fault = { armed: false, writes: 0 };
  const store = faultyKv(kv, () => {
    if (fault.armed && ++fault.writes === write) throw new Error("disk I/O error");
  });
  return { store, arm: () => fault.armed = true };
}

Deno.test("what was taken in one write is begun although the next write fails, and the rest follows", () =>
  withKv(async (kv) => {
    const { store, arm } = failingAt(kv, 2);
    const b = bench(store);
    await b.send(...Array.from({ length: 24 }, (_, n) => ({ id: `m${n}`, lane: `l${n}` })));
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    const note = handler(async () => {
      begun++;
      await gate.promise;
      return done;
    }, { leaseMs: 60_000 });
    arm();
    await working(b, [note], async (worker) => {
      // The clock stands: nobody's lease comes to an end.
      await eventually("all have begun", () => begun === 24).finally(gate.resolve);
      await worker.idle();
    }, 32);
    assert.deepEqual([begun, await b.queue.scan()], [24, []]);
  }));

Deno.test("a message taken alone, for another worker was faster with its neighbour, is begun although the next write fails", () =>
  withKv(async (kv) => {
    // All three together are refused; the first goes alone, the second is lost, at the third the store fails.
    const { store, arm } = failingAt(kv, 4);
    const b = bench(store);
    await b.send({ id: "m-1", lane: "1" }, { id: "m-2", lane: "2" }, { id: "m-3", lane: "3" });
    const [, second] = await b.queue.scan();
    assert.ok(second);
    let isFirst = true;
    const late: KvQueue = {
      ...b.queue,
      async claimAll(wanted) {
        if (isFirst) await take(bench(kv).queue, second, 1_000);
        isFirst = false;
        return await b.queue.claimAll(wanted);
      },
    };
    const gate = Promise.withResolvers<void>();
    const begun: string[] = [];
    const note = handler(async ({ id }) => {
      begun.push(id);
      await gate.promise;
      return done;
    }, { leaseMs: 60_000 });
    const worker = createWorker({
      ...{ ...logDeps(), clock: b.now, log: b.log, queue: late, logger: quiet },
      ...{ handlers: [note], concurrency: 10 },
    });
    arm();
    worker.start();
    try {
      await eventually("both have begun", () => begun.length === 2).finally(gate.resolve);
    } finally {
      await worker.stop();
    }
    assert.deepEqual(begun, ["m-1", "m-3"]);
  }));
