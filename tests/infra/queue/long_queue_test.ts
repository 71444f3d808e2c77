// Queues longer than one page of the store: reading them is not one moment, and must not be the whole work either.
import assert from "node:assert/strict";
import { createKvQueue } from "../../../infra/queue/kv_queue.ts";
import type { KvEventLog } from "../../../infra/eventlog/kv_event_log.ts";
import { eventually, logDeps, meta, NOW, withKv } from "../eventlog/kit.ts";
import { bench, handler, take } from "./kit.ts";

async function queueMany(log: KvEventLog, count: number, lanes: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `m${String(n).padStart(5, "0")}`);
  for (let from = 0; from < count; from += 40) {
    const messages = ids.slice(from, from + 40).map((id, index) => ({
      id,
      kind: "note",
      lane: `lane-${(from + index) % lanes}`,
      data: {},
    }));
    await log.append({ streams: [], meta, messages });
  }
  return ids;
}

/** The store, but something happens after the first page of the queue was read. */
function interrupted(kv: Deno.Kv, afterFirstPage: () => Promise<unknown>): Deno.Kv {
  let done = false;
  return new Proxy(kv, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== "list") return typeof member === "function" ? member.bind(target) : member;
      return async function* (...args: Parameters<Deno.Kv["list"]>) {
        let read = 0;
        for await (const entry of target.list(...args)) {
          yield entry;
          if (++read < 1_000 || done) continue;
          done = true;
          await afterFirstPage();
        }
      };
    },
  });
}

Deno.test("a message given back to the front while a long queue is read is not missed", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const ids = await queueMany(b.log, 2_500, 5);
    const [first] = await b.queue.scan();
    assert.ok(first);
    const held = await take(b.queue, first, 15_000);
    assert.ok(held);
    const store = interrupted(kv, () => b.queue.retry(held, NOW - 1, "again", false));
    const reader = createKvQueue({ ...logDeps(), kv: store });
    const seen = (await reader.scan()).map(({ message }) => message.id);
    assert.deepEqual(seen.toSorted(), ids);
    assert.equal(seen[0], first.message.id);
  }));

Deno.test("a message that moves ahead of the reading is seen once, where it went", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const ids = await queueMany(b.log, 1_500, 5);
    const [first] = await b.queue.scan();
    assert.ok(first);
    const store = interrupted(kv, () => take(b.queue, first, 15_000));
    const seen = await createKvQueue({ ...logDeps(), kv: store }).scan();
    assert.deepEqual(seen.map(({ message }) => message.id).toSorted(), ids);
    assert.equal(seen.find(({ message }) => message.id === first.message.id)?.due, NOW + 15_000);
  }));

Deno.test("with 50,000 messages waiting the work goes on from memory: the queue is read seldom, not for every message", () =>
  withKv(async (kv) => {
    let readings = 0;
    const counting = new Proxy(kv, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          const [selector] = args as [{ prefix?: Deno.KvKey }];
          if (name === "list" && selector.prefix?.[0] === "out") readings++;
          return member.apply(target, args);
        };
      },
    });
    const b = bench(counting);
    await queueMany(b.log, 50_000, 2_000);
    let handled = 0;
    const worker = b.worker([handler(() => {
      handled++;
      return Promise.resolve({ done: {} });
    })], 20);
    worker.start();
    await eventually("a thousand are done", () => handled >= 1_000);
    await worker.stop();
    assert.ok(readings <= 20, `${readings} readings for ${handled} messages`);
  }));
