import assert from "node:assert/strict";
import type { HandlerContext } from "../../../infra/queue/handler.ts";
import { withKv } from "../eventlog/kit.ts";
import { bench, done, handler, working } from "./kit.ts";

/** Waits as a sender waits for leave, until its signal aborts. */
const untilAborted = ({ signal }: HandlerContext) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

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
