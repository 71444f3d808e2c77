// Many live readers over one follower: none loses an event, none sees one twice.
import assert from "node:assert/strict";
import { createSharedTail } from "../../../../infra/eventlog/read/shared_tail.ts";
import { kvLog, noted, withKv, write } from "../kit.ts";

const TOTAL = 300;

Deno.test("readers that start anywhere, at any time, see every event after their position once", async () => {
  await withKv(async (kv) => {
    const log = kvLog(kv);
    const shared = createSharedTail(log, (error) => assert.fail(String(error)));
    const done = new AbortController();
    const append = async (from: number, to: number) => {
      for (let n = from; n <= to; n++) await log.append(write(`stream-${n % 7}`, "any", noted(String(n))));
    };
    await append(1, 50);
    const early = [0, 10, 50].map((after) => positions(shared.tail({ after, signal: done.signal }), TOTAL));
    await append(51, 150);
    const late = [0, 60, 149].map((after) => positions(shared.tail({ after, signal: done.signal }), TOTAL));
    await append(151, TOTAL);
    for (const [index, after] of [0, 10, 50].entries()) {
      assert.deepEqual(await early[index], range(after + 1, TOTAL));
    }
    for (const [index, after] of [0, 60, 149].entries()) {
      assert.deepEqual(await late[index], range(after + 1, TOTAL));
    }
    done.abort();
    await shared.stop();
  });
});

Deno.test("a reader ends with its own signal, and all of them when the tail is stopped", async () => {
  await withKv(async (kv) => {
    const log = kvLog(kv);
    const shared = createSharedTail(log, (error) => assert.fail(String(error)));
    const mine = new AbortController();
    const gone = Array.fromAsync(shared.tail({ after: 0, signal: mine.signal }));
    const other = Array.fromAsync(shared.tail({ after: 0, signal: new AbortController().signal }));
    await log.append(write("a", 0, noted("one")));
    mine.abort();
    await gone;
    await shared.stop();
    await other;
  });
});

Deno.test("a thousand readers ask the log for new events no more often than one", async () => {
  await withKv(async (kv) => {
    const log = kvLog(kv);
    let reads = 0;
    const begun = Promise.withResolvers<void>();
    const counted = {
      ...log,
      head: () => log.head().finally(begun.resolve),
      readAll: (range: Parameters<typeof log.readAll>[0]) => {
        reads++;
        return log.readAll(range);
      },
    };
    const shared = createSharedTail(counted, (error) => assert.fail(String(error)));
    const done = new AbortController();
    const readers = Array.from(
      { length: 1000 },
      () => positions(shared.tail({ after: 0, signal: done.signal }), 20),
    );
    // What is there before the tail begins, each reads by itself.
    await begun.promise;
    for (let n = 1; n <= 20; n++) await log.append(write("a", "any", noted(String(n))));
    for (const reader of readers) assert.equal((await reader).length, 20);
    assert.equal(reads, 0);
    done.abort();
    await shared.stop();
  });
});

Deno.test("when the log cannot be read at the start the reader is told, and the next one is served", async () => {
  await withKv(async (kv) => {
    const log = kvLog(kv);
    let outages = 1;
    const failing = {
      ...log,
      head: () => outages-- > 0 ? Promise.reject(new Error("no store")) : log.head(),
    };
    const told: unknown[] = [];
    const shared = createSharedTail(failing, (error) => told.push(error));
    const done = new AbortController();
    await assert.rejects(positions(shared.tail({ after: 0, signal: done.signal }), 1), /no store/);
    assert.equal(told.length, 1);
    const next = positions(shared.tail({ after: 0, signal: done.signal }), 2);
    for (const text of ["one", "two"]) await log.append(write("a", "any", noted(text)));
    assert.deepEqual(await next, [1, 2]);
    done.abort();
    await shared.stop();
  });
});

Deno.test("readers that wait for the same start are all told when it fails, and stopping still works", async () => {
  await withKv(async (kv) => {
    const failing = { ...kvLog(kv), head: () => Promise.reject(new Error("no store")) };
    const shared = createSharedTail(failing, () => {});
    const signal = new AbortController().signal;
    const readers = [0, 1].map(() => Array.fromAsync(shared.tail({ after: 0, signal })));
    const ends = await Promise.allSettled(readers);
    assert.deepEqual(ends.map(({ status }) => status), ["rejected", "rejected"]);
    await shared.stop();
  });
});

Deno.test("a reader that comes after the end is let go at once", async () => {
  await withKv(async (kv) => {
    const shared = createSharedTail(kvLog(kv), (error) => assert.fail(String(error)));
    await shared.stop();
    const { signal } = new AbortController();
    assert.deepEqual(await Array.fromAsync(shared.tail({ after: 0, signal })), []);
  });
});

/** Positions as they come, up to and including the last one wanted. */
async function positions(events: AsyncIterable<{ position: number }>, last: number): Promise<number[]> {
  const seen: number[] = [];
  for await (const { position } of events) {
    seen.push(position);
    if (position === last) break;
  }
  return seen;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
