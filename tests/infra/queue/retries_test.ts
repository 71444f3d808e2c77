import assert from "node:assert/strict";
import { LogDamage } from "../../../infra/eventlog/damage.ts";
import { FoldError, RowDamage } from "../../../infra/projections/failures.ts";
import type { Outcome } from "../../../infra/queue/handler.ts";
import { everything, noted, withKv } from "../eventlog/kit.ts";
import { bench, done, handler, working } from "./kit.ts";

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

Deno.test("a message that meets a view that stopped waits for it to be mended, however often it asks", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    let mended = false;
    const stopped = [new FoldError("Cannot fold"), new LogDamage(7, "it is missing")];
    let asked = 0;
    const note = handler(() => {
      const failure = stopped[asked++ % 2];
      return mended ? Promise.resolve(done) : Promise.reject(failure);
    }, { maxAttempts: 1 });
    await b.send({});
    await working(b, [note], async (worker) => {
      for (let n = 0; n < 4; n++) {
        await worker.idle();
        b.pass(30_000);
      }
      mended = true;
      await worker.idle();
    });
    assert.equal(asked, 5);
    assert.deepEqual([await b.queue.scan(), await b.queue.dead()], [[], []]);
  }));

Deno.test("a message that meets a damaged row fails by it, and keeps nobody behind it waiting for ever", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const note = handler(() => Promise.reject(new RowDamage("Cannot read row")), { maxAttempts: 1 });
    await b.send({});
    await working(b, [note], (worker) => worker.idle());
    const [dead] = await b.queue.dead();
    assert.equal(dead?.lastError, "Cannot read row");
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
