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

for (const lostClaim of ["retry", "unknown"] as const) {
  Deno.test(`a message whose end cannot be recorded (${lostClaim}) leaves its lane after some more leases`, () =>
    withKv(async (kv) => {
      const b = bench(kv);
      const ended: string[] = [];
      const bug = () => {
        throw new Error("a bug of ours");
      };
      const note = handler(async ({ id }, { sending }) => {
        if (id === "bad") await sending();
        if (id === "bad") bug();
        ended.push(id);
        return done;
      }, { lostClaim, onFailed: bug, onUnknown: bug, maxAttempts: 2 });
      await working(b, [note], async (worker) => {
        await b.send({ id: "bad" }, { id: "behind" });
        for (let lease = 0; lease < 10; lease++) {
          await worker.idle();
          b.pass(15_000);
        }
        await worker.idle();
      });
      assert.deepEqual(ended, ["behind"]);
      assert.deepEqual((await b.queue.dead()).map(({ id }) => id), ["bad"]);
    }));
}

/** Six bytes a character when it is stored, and far too many of them beside a message of the greatest size. */
const LONG = "\u0001".repeat(70_000);
const GREATEST = { text: "x".repeat(59_400) };

Deno.test("an error too long to be stored is recorded as far as it fits beside the greatest message", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const asks: string[] = [];
    const note = handler(({ id, attempt }) => {
      if (attempt === 1) throw new Error(LONG);
      if (id === "fails") return Promise.resolve({ failed: LONG });
      if (attempt === 2) return Promise.resolve({ retryAt: b.now(), error: LONG });
      throw new Error(LONG);
    }, {
      maxAttempts: 2,
      onFailed({ id }, error) {
        asks.push(id);
        return { streams: [{ streamId: "notes", expectedVersion: "any", events: [noted(error)] }] };
      },
    });
    const messages = ["fails", "throws"].map((id) => ({ id, lane: id, data: GREATEST }));
    for (const message of messages) await b.send(message);
    await working(b, [note], async (worker) => {
      await worker.idle();
      for (const { id } of messages) {
        const { failures, lastError = "", claim } = (await b.queue.find(id))?.message ?? {};
        assert.deepEqual([failures, LONG.startsWith(lastError), claim], [1, true, undefined], id);
        assert.ok(lastError.length >= 500);
      }
      b.pass(1_000);
      await worker.idle();
    });
    const dead = (await b.queue.dead()).map((
      { id, status, lastError = "" },
    ) => [id, status, LONG.startsWith(lastError)]);
    assert.deepEqual(dead, [["fails", "failed", true], ["throws", "failed", true]]);
    assert.deepEqual(asks, ["throws"]);
    assert.equal((await everything(b.log)).length, 1);
  }));
