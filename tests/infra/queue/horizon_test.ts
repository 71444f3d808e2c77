// What is due much later is not read by workers, however much it is, and is done at its time all the same.
import assert from "node:assert/strict";
import { withKv } from "../eventlog/kit.ts";
import { bench, done, handler, working } from "./kit.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The store, with the ids of queued messages that were read. */
function watchedQueue(kv: Deno.Kv) {
  const read = new Set<string>();
  const watched = new Proxy(kv, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== "list") return typeof member === "function" ? member.bind(target) : member;
      return async function* (...args: Parameters<Deno.Kv["list"]>) {
        for await (const entry of target.list(...args)) {
          if (entry.key[0] === "out") read.add(String(entry.key[2]));
          yield entry;
        }
      };
    },
  });
  return { kv: watched, read };
}

Deno.test("a reminder for another day is not read for every message of today, and is done on its day", () =>
  withKv(async (kv) => {
    const watched = watchedQueue(kv);
    const b = bench(watched.kv);
    const seen: string[] = [];
    const note = handler(({ id }) => {
      seen.push(id);
      return Promise.resolve(done);
    });
    await b.send({ id: "reminder", dueAt: b.now() + 3 * DAY }, { id: "today" });
    await working(b, [note], async (worker) => {
      await worker.idle();
      assert.deepEqual([seen, [...watched.read]], [["today"], ["today"]]);
      assert.equal((await b.queue.find("reminder"))?.due, b.now() + 3 * DAY);
      assert.deepEqual((await b.queue.scan()).map(({ message }) => message.id), ["reminder"]);
      b.pass(3 * DAY - 1);
      await worker.idle();
      assert.deepEqual(seen, ["today"]);
      b.pass(1);
      await worker.idle();
    });
    assert.deepEqual([seen, await b.queue.scan()], [["today", "reminder"], []]);
  }));

Deno.test("a message whose handler asks for eight hours keeps its lane in order, is done then and has not failed", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const morning = b.now() + 8 * HOUR;
    const seen: [id: string, at: number][] = [];
    const note = handler(({ id }) => {
      if (id === "first" && b.now() < morning) {
        return Promise.resolve({ retryAt: morning, error: "quiet hours" });
      }
      seen.push([id, b.now()]);
      return Promise.resolve(done);
    }, { maxAttempts: 1 });
    await b.send({ id: "first" }, { id: "second" });
    await working(b, [note], async (worker) => {
      for (let hour = 0; hour < 8; hour++) {
        await worker.idle();
        assert.deepEqual(seen, []);
        assert.equal((await b.queue.find("first"))?.message.failures, 0);
        b.pass(HOUR);
      }
      await worker.idle();
    });
    assert.deepEqual(seen, [["first", morning], ["second", morning]]);
    assert.deepEqual([await b.queue.scan(), await b.queue.dead()], [[], []]);
  }));
