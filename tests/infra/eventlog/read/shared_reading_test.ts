// Many readers, one reading: each sees what the log itself would have given, and the store is asked once for all.
import fc from "fast-check";
import assert from "node:assert/strict";
import type { EventLog } from "../../../../domain/shared/event_log.ts";
import { logKey } from "../../../../infra/eventlog/keys.ts";
import { createSharedReading } from "../../../../infra/eventlog/read/shared_reading.ts";
import { everything, kvLog, noted, withKv, write } from "../kit.ts";

const positions = async (log: Pick<EventLog, "readAll">, after: number) =>
  (await everything(log, after)).map(({ position }) => position);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** Counts the readings that reach the store. */
function counted(log: Pick<EventLog, "readAll" | "head">) {
  const asked = { times: 0 };
  const readAll: EventLog["readAll"] = (where) => {
    asked.times++;
    return log.readAll(where);
  };
  return { asked, log: { ...log, readAll } };
}

Deno.test("thirty who ask at once for what was just committed cost the store one reading", () =>
  withKv(async (kv) => {
    const own = kvLog(kv);
    const { asked, log } = counted(own);
    const shared = createSharedReading(log);
    await positions(shared, 0);
    for (let n = 1; n <= 20; n++) {
      await own.append(write("a", "any", noted(String(n))));
      asked.times = 0;
      const seen = await Promise.all(Array.from({ length: 30 }, () => positions(shared, n - 1)));
      assert.deepEqual(seen, Array(30).fill([n]));
      assert.ok(asked.times <= 2, `${asked.times} readings`);
    }
  }));

Deno.test("whoever asks after a commit sees it, whichever handle wrote it and however far behind he is", () =>
  withKv(async (kv) => {
    const [here, elsewhere] = [kvLog(kv), kvLog(kv)];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(99), { minLength: 1, maxLength: 30 }), async (steps) => {
        const shared = createSharedReading(here, 4);
        const asked: Promise<void>[] = [];
        for (const step of steps) {
          if (step < 40) await (step % 2 ? here : elsewhere).append(write(`s${step}`, "any", noted("x")));
          const head = (await here.head()).position;
          const after = Math.max(0, head - step % 12);
          asked.push(
            positions(shared, after).then((seen) => {
              assert.deepEqual(seen.slice(0, head - after), range(after + 1, head));
              assert.deepEqual(seen, range(after + 1, after + seen.length));
            }),
          );
        }
        await Promise.all(asked);
      }),
      { numRuns: 40 },
    );
  }));

Deno.test("who is further behind than memory reaches reads by itself, and back to front as well", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    const many = Array.from({ length: 500 }, () => noted("x"));
    const shared = createSharedReading(log);
    await positions(shared, 0);
    for (let n = 0; n < 10; n++) await log.append(write(`s${n}`, 0, ...many));
    assert.deepEqual(await positions(shared, 0), range(1, 5_000));
    assert.deepEqual(await positions(shared, 4_999), [5_000]);
    assert.deepEqual(await positions(shared, 3), range(4, 5_000));
    const [last] = await Array.fromAsync(shared.readAll({ before: 5_001, backwards: true }));
    assert.equal(last?.position, 5_000);
  }));

Deno.test("an outage is told to all who asked, and the next reading is whole again", () =>
  withKv(async (kv) => {
    const own = kvLog(kv);
    let broken = false;
    const shared = createSharedReading({
      head: () => own.head(),
      readAll: (where) => {
        if (broken) throw new Error("the store is away");
        return own.readAll(where);
      },
    });
    await own.append(write("a", 0, noted("1")));
    assert.deepEqual(await positions(shared, 0), [1]);
    await own.append(write("a", 1, noted("2")));
    broken = true;
    const told = await Promise.allSettled([positions(shared, 1), positions(shared, 1), positions(shared, 0)]);
    assert.deepEqual(told.map(({ status }) => status), ["rejected", "rejected", "rejected"]);
    broken = false;
    assert.deepEqual(await positions(shared, 0), [1, 2]);
  }));

Deno.test("damage is told to all who asked, after they were handed what comes before it", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    const shared = createSharedReading(log);
    await log.append(write("a", 0, noted("1")));
    await positions(shared, 1);
    for (let version = 1; version < 4; version++) await log.append(write("a", version, noted("x")));
    await kv.delete(logKey(3));
    const read = async () => {
      const seen: number[] = [];
      await assert.rejects(async () => {
        for await (const { position } of shared.readAll({ after: 1 })) seen.push(position);
      }, { name: "LogDamage", position: 3 });
      return seen;
    };
    assert.deepEqual(await Promise.all([read(), read()]), [[2], [2]]);
    assert.deepEqual(await read(), [2]);
  }));
