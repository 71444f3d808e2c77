import assert from "node:assert/strict";
import type { Handler, HandlerContext } from "../../../infra/queue/handler.ts";
import { eventually, everything, noted, withKv } from "../eventlog/kit.ts";
import { type Bench, bench, done, handler, take, working } from "./kit.ts";

/** Takes the message as a worker of another process would, and leaves it there as if that process were killed. */
async function dieHolding({ queue }: Bench, { started }: { started: boolean }) {
  const [entry] = await queue.scan();
  assert.ok(entry);
  const claim = await take(queue, entry, 15_000);
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
      if (entry) await take(b.queue, entry, 1_000_000);
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
