// While one batch is written the next is built on top of it. When the first does not land, the second must not either.
import assert from "node:assert/strict";
import { verify } from "../../../../infra/eventlog/integrity/verify.ts";
import { faultyKv } from "../faulty_kv.ts";
import { everything, kvLog, noted, withKv, write } from "../kit.ts";

const WRITERS = 100;
const locked = () => new TypeError("database is locked");

/** Two rounds of a hundred appends at once, each on a stream of its own; what they wrote, in order. */
async function twoRounds(kv: Deno.Kv): Promise<PromiseSettledResult<unknown>[]> {
  const log = kvLog(kv);
  return await Promise.allSettled(
    Array.from({ length: WRITERS }, async (_, n) => {
      for (const version of [0, 1]) {
        const commit = write(`s${n}`, version, noted(`${n}.${version}`));
        const result = await log.append(commit).catch((error) => {
          // Who was alone in the write that failed is told so, and asks again.
          assert.equal(error.message, "disk trouble");
          return log.append(commit);
        });
        assert.ok("appended" in result);
        assert.deepEqual(await kvLog(kv).readStream(`s${n}`, { from: version + 1 }), result.appended);
      }
    }),
  );
}

async function assertAllOnce(kv: Deno.Kv): Promise<void> {
  const texts = (await everything(kvLog(kv))).map(({ data }) => String(data.text));
  assert.equal(new Set(texts).size, texts.length, "something was written twice");
  assert.equal(texts.length, 2 * WRITERS);
  assert.equal((await verify(kvLog(kv))).ok, true);
}

Deno.test("many writers share batches that are built while others are written, and each is told the truth", () =>
  withKv(async (kv) => {
    let commits = 0;
    const told = await twoRounds(faultyKv(kv, (commit) => void (commits = commit)));
    assert.ok(told.every(({ status }) => status === "fulfilled"));
    assert.ok(commits <= 12, `${commits} commits`);
    await assertAllOnce(kv);
  }));

for (let failing = 1; failing <= 4; failing++) {
  Deno.test(`write ${failing} that throws after it happened loses and doubles nothing of what was built on it`, () =>
    withKv(async (kv) => {
      const told = await twoRounds(faultyKv(kv, (commit) => commit === failing ? "after" : undefined));
      assert.ok(told.every(({ status }) => status === "fulfilled"));
      await assertAllOnce(kv);
    }));

  Deno.test(`write ${failing} that is locked out is waited for by what was built on it`, () =>
    withKv(async (kv) => {
      const told = await twoRounds(faultyKv(kv, (commit) => {
        if (commit === failing) throw locked();
      }));
      assert.ok(told.every(({ status }) => status === "fulfilled"));
      await assertAllOnce(kv);
    }));

  Deno.test(`write ${failing} that fails is tried one by one, and what was built on it goes afterwards`, () =>
    withKv(async (kv) => {
      const told = await twoRounds(faultyKv(kv, (commit) => {
        if (commit === failing) throw new Error("disk trouble");
      }));
      assert.ok(told.every(({ status }) => status === "fulfilled"));
      await assertAllOnce(kv);
    }));

  Deno.test(`write ${failing} that somebody else came before is done again, and so is what was built on it`, () =>
    withKv(async (kv) => {
      const told = await twoRounds(overtakenAt(kv, failing));
      assert.ok(told.every(({ status }) => status === "fulfilled"));
      assert.equal((await kvLog(kv).head()).position, 2 * WRITERS + 1);
      assert.equal((await verify(kvLog(kv))).ok, true);
    }));
}

/** Somebody else appends right before commit number `at`. */
function overtakenAt(kv: Deno.Kv, at: number): Deno.Kv {
  let commits = 0;
  const before = async () => {
    if (++commits === at) await kvLog(kv).append(write("other", 0, noted("first")));
  };
  return new Proxy(kv, {
    get(target, name) {
      if (name === "atomic") {
        const atomic = target.atomic();
        const commit = atomic.commit.bind(atomic);
        atomic.commit = async () => {
          await before();
          return await commit();
        };
        return () => atomic;
      }
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
