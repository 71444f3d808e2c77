import assert from "node:assert/strict";
import type { Handler, HandlerContext, Outcome } from "../../../infra/queue/handler.ts";
import { eventually, everything, noted, withFile, withKv } from "../eventlog/kit.ts";
import { type Bench, bench, handler } from "./kit.ts";

const done: Outcome = { done: {} };

/** Runs a worker over the bench until the body is through, then stops it. */
async function working(
  { worker }: Bench,
  handlers: readonly Handler[],
  body: (worker: ReturnType<Bench["worker"]>) => Promise<void>,
  concurrency = 10,
) {
  const running = worker(handlers, concurrency);
  running.start();
  try {
    await body(running);
  } finally {
    await running.stop();
  }
}

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

Deno.test("after the last attempt the message is dead, its failure recorded, and the lane goes on", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const note = handler(({ id }) => id === "bad" ? Promise.reject(new Error("no")) : Promise.resolve(done), {
      maxAttempts: 2,
      onFailed: ({ id }, error) => ({
        streams: [{ streamId: "notes", expectedVersion: "any", events: [noted(`${id}: ${error}`)] }],
      }),
    });
    await b.send({ id: "bad" }, { id: "good" });
    await working(b, [note], async (worker) => {
      await worker.idle();
      b.pass(1_000);
      await worker.idle();
    });
    assert.deepEqual((await everything(b.log)).map(({ data }) => data.text), ["bad: no"]);
    assert.deepEqual(await b.queue.scan(), []);
    const [dead] = await b.queue.dead();
    assert.deepEqual([dead?.id, dead?.status, dead?.attempt, dead?.lastError], ["bad", "failed", 2, "no"]);
  }));

Deno.test("a retry the handler asks for does not count as a failure", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const note = handler(
      ({ attempt }) => Promise.resolve(attempt < 6 ? { retryAt: b.now() + 10, error: "slow down" } : done),
      { maxAttempts: 1 },
    );
    await b.send({});
    await working(b, [note], async (worker) => {
      for (let n = 0; n < 6; n++) {
        await worker.idle();
        b.pass(10);
      }
      await worker.idle();
    });
    assert.deepEqual([await b.queue.scan(), await b.queue.dead()], [[], []]);
  }));

Deno.test("a dead message can be queued again, and a waiting one cancelled", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    let healthy = false;
    const note = handler(() => Promise.resolve<Outcome>(healthy ? done : { failed: "broken" }));
    await b.send({ id: "m-1" });
    await working(b, [note], async (worker) => {
      await worker.idle();
      assert.equal((await b.queue.dead()).length, 1);
      healthy = true;
      assert.equal(await b.queue.requeue("m-1"), true);
      await worker.idle();
    });
    assert.deepEqual([await b.queue.scan(), await b.queue.dead()], [[], []]);
    assert.equal(await b.queue.requeue("m-1"), false);
    await b.send({ id: "m-2" });
    assert.equal(await b.queue.cancel("m-2"), true);
    assert.deepEqual(await b.queue.scan(), []);
    assert.equal(await b.queue.cancel("m-2"), false);
  }));

/** Takes the message as a worker of another process would, and leaves it there as if that process were killed. */
async function dieHolding({ queue }: Bench, { started }: { started: boolean }) {
  const [entry] = await queue.scan();
  assert.ok(entry);
  const claim = await queue.claim(entry, 15_000);
  assert.ok(claim);
  if (started) await queue.start(claim);
}

Deno.test("a message whose worker died before sending is done after the lease, not before", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const seen: number[] = [];
    const note = handler(({ attempt }) => {
      seen.push(attempt);
      return Promise.resolve(done);
    }, { lostClaim: "unknown" });
    await b.send({});
    await dieHolding(b, { started: false });
    await working(b, [note], async (worker) => {
      b.pass(14_999);
      await worker.idle();
      assert.deepEqual(seen, []);
      b.pass(1);
      await worker.idle();
    });
    assert.deepEqual(seen, [2]);
  }));

const unknownRecorded: Partial<Handler> = {
  lostClaim: "unknown",
  onUnknown: ({ id }) => ({
    streams: [{ streamId: "notes", expectedVersion: "any", events: [noted(`${id} unknown`)] }],
  }),
};

Deno.test("a message whose worker died while sending is never sent again unasked, but recorded as unknown", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    let sent = 0;
    const note = handler(() => {
      sent++;
      return Promise.resolve(done);
    }, unknownRecorded);
    await b.send({ id: "m-1" });
    await dieHolding(b, { started: true });
    await working(b, [note], async (worker) => {
      b.pass(15_000);
      await worker.idle();
      assert.equal(sent, 0);
      assert.deepEqual((await everything(b.log)).map(({ data }) => data.text), ["m-1 unknown"]);
      assert.deepEqual((await b.queue.dead()).map(({ id, status }) => [id, status]), [["m-1", "unknown"]]);
      await b.queue.requeue("m-1");
      await worker.idle();
    });
    assert.equal(sent, 1);
  }));

Deno.test("a handler that throws after it began sending leaves the outcome unknown", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const note = handler(async (_message, context) => {
      await context.sending();
      throw new Error("connection lost");
    }, unknownRecorded);
    await b.send({ id: "m-1" });
    await working(b, [note], (worker) => worker.idle());
    assert.deepEqual((await b.queue.dead()).map(({ status, lastError }) => [status, lastError]), [
      ["unknown", "connection lost"],
    ]);
  }));

Deno.test("a message may be finished by the handler's own commit while its lease is being renewed", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const note = handler(async (_message, { claim }: HandlerContext) => {
      const before = (await b.queue.scan())[0]?.versionstamp;
      await eventually(
        "the lease is renewed",
        async () => (await b.queue.scan())[0]?.versionstamp !== before,
      );
      const result = await b.log.append({
        streams: [{ streamId: "notes", expectedVersion: 0, events: [noted("mine")] }],
        meta: { at: "2026-11-21T09:00:00.000Z", actor: { kind: "system" }, correlationId: "c" },
        settles: claim,
      });
      assert.ok("appended" in result);
      return { settled: true };
    }, { leaseMs: 30 });
    await b.send({});
    await working(b, [note], (worker) => worker.idle());
    assert.equal((await b.log.head()).position, 1);
    assert.deepEqual(await b.queue.scan(), []);
  }));

Deno.test("a worker that lost its lease is told and records nothing", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const note = handler(async (_message, { signal }: HandlerContext) => {
      b.pass(1_000);
      const [entry] = await b.queue.scan();
      if (entry) await b.queue.claim(entry, 1_000_000);
      await eventually("the signal aborts", () => signal.aborted);
      return {
        done: { streams: [{ streamId: "notes", expectedVersion: "any" as const, events: [noted("late")] }] },
      };
    }, { leaseMs: 60 });
    await b.send({});
    await working(b, [note], (worker) => worker.idle());
    assert.equal((await b.log.head()).position, 0);
    assert.equal((await b.queue.scan()).length, 1);
  }));

Deno.test("stopping finishes what is in flight and takes nothing new", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const release = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    const note = handler(async () => {
      began.resolve();
      await release.promise;
      return done;
    });
    await b.send({ id: "m-1" }, { id: "m-2" });
    const worker = b.worker([note]);
    worker.start();
    await began.promise;
    const stopped = worker.stop();
    release.resolve();
    await stopped;
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

Deno.test("a message that threw to the end has all its attempts again once a person sends it back", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const attempts: number[] = [];
    const note = handler(({ attempt }) => {
      attempts.push(attempt);
      throw new Error("no");
    }, { maxAttempts: 2 });
    await b.send({ id: "m-1" });
    await working(b, [note], async (worker) => {
      for (let round = 0; round < 2; round++) {
        await worker.idle();
        b.pass(1_000);
        await worker.idle();
        assert.equal((await b.queue.dead()).length, 1);
        if (round === 0) await b.queue.requeue("m-1");
      }
    });
    assert.deepEqual(attempts, [1, 2, 1, 2]);
  }));

Deno.test("of several messages claimed at once only those are missed that somebody else was faster with", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    await b.send({ id: "m-1", lane: "1" }, { id: "m-2", lane: "2" }, { id: "m-3", lane: "3" });
    const entries = await b.queue.scan();
    const [, second] = entries;
    assert.ok(second);
    assert.ok(await b.queue.claim(second, 1_000));
    const claims = await b.queue.claimAll(entries.map((entry) => ({ entry, leaseMs: 1_000 })));
    assert.deepEqual(claims.map((claim) => claim?.message.id), ["m-1", undefined, "m-3"]);
    for (const claim of claims) if (claim !== null) assert.ok(await b.queue.renew(claim, 1_000));
  }));

/** Waits as a sender waits for leave, until its signal aborts. */
const untilAborted = ({ signal }: HandlerContext) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

Deno.test("a stop gives back what waits to be sent, due at once and without a failure", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const began = Promise.withResolvers<void>();
    const note = handler((_, context) => {
      began.resolve();
      return untilAborted(context);
    }, { maxAttempts: 1 });
    await b.send({});
    await working(b, [note], () => began.promise);
    const [entry, ...more] = await b.queue.scan();
    assert.deepEqual([entry?.message.id, entry?.due, entry?.message.failures, more], ["m", b.now(), 0, []]);
    assert.equal(entry?.message.claim, undefined);
    await working(b, [handler(() => Promise.resolve(done))], (worker) => worker.idle());
    assert.deepEqual([await b.queue.scan(), await b.queue.dead()], [[], []]);
  }));

Deno.test("a stop lets what has begun to send finish", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const began = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    let aborted = false;
    const note = handler(async (_, { sending, signal }) => {
      await sending();
      began.resolve();
      await answered.promise;
      aborted = signal.aborted;
      return done;
    });
    await b.send({});
    const worker = b.worker([note]);
    worker.start();
    await began.promise;
    const stopped = worker.stop();
    answered.resolve();
    await stopped;
    assert.equal(aborted, false);
    assert.deepEqual([await b.queue.scan(), await b.queue.dead()], [[], []]);
  }));

Deno.test("nothing begins to send once the worker stops", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const began = Promise.withResolvers<void>();
    let sent = false;
    const note = handler(async (_, context) => {
      began.resolve();
      await untilAborted(context).catch(() => {});
      await context.sending();
      sent = true;
      return done;
    }, { lostClaim: "unknown" });
    await b.send({});
    await working(b, [note], () => began.promise);
    assert.equal(sent, false);
    assert.deepEqual([(await b.queue.scan()).length, await b.queue.dead()], [1, []]);
  }));
