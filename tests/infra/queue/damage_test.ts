// Records of the queue that a disk has spoiled: they are told and kept, and everything else goes on.
import assert from "node:assert/strict";
import type { NewMessage } from "../../../domain/shared/queue.ts";
import type { Outcome } from "../../../infra/queue/handler.ts";
import { bury } from "../../../infra/queue/message_record.ts";
import { readDead, readMessage, readPointer } from "../../../infra/queue/readable.ts";
import { NOW, withKv } from "../eventlog/kit.ts";
import { type Bench, bench, done, handler, take, working } from "./kit.ts";

const LEASE = 15_000;
const PLACES = ["first", "middle", "last"] as const;
const MASKS = [0x01, 0x02, 0x20, 0x80, 0xff];

const damages = PLACES.flatMap((place) =>
  MASKS.map((mask) => ({
    title: `the ${place} byte changed by 0x${mask.toString(16)}`,
    // Within a text one letter may become another: that nobody can see.
    isSeen: place !== "middle" || mask >= 0x80,
    spoil(bytes: Uint8Array): Uint8Array {
      const spoiled = bytes.slice();
      const at = { first: 0, middle: bytes.length >> 1, last: bytes.length - 1 }[place];
      spoiled[at]! ^= mask;
      return spoiled;
    },
  }))
);
type Damage = typeof damages[number];

/** The key and the bytes of the spoiled record. */
type Spoiled = readonly [Deno.KvKey, Uint8Array];

async function spoil(
  kv: Deno.Kv,
  prefix: "out" | "msg" | "dead",
  id: string,
  damage: Damage,
): Promise<Spoiled> {
  for await (const { key, value } of kv.list<Uint8Array>({ prefix: [prefix] })) {
    if (key.at(-1) !== id) continue;
    const bytes = damage.spoil(value);
    await kv.set(key, bytes);
    return [key, bytes];
  }
  throw new Error(`There is no ${prefix} record of "${id}"`);
}

interface Scene {
  readonly b: Bench;
  readonly kv: Deno.Kv;
  readonly damage: Damage;
  readonly alarms: unknown[];
  /** Ids of what the handler was run for. */
  readonly ran: string[];
  readonly note: ReturnType<typeof handler>;
}

/** Tries every damage on a store of its own. */
async function eachDamage(t: Deno.TestContext, use: (scene: Scene) => Promise<void>): Promise<void> {
  for (const damage of damages) {
    await t.step(damage.title, () =>
      withKv(async (kv) => {
        const alarms: unknown[] = [];
        const ran: string[] = [];
        const b = bench(kv, (message, fields) => alarms.push({ message, ...fields }));
        const note = handler(({ id }) => {
          ran.push(id);
          return Promise.resolve(done);
        });
        await use({ b, kv, damage, alarms, ran, note });
      }));
  }
}

const chat = (id: string, more: Partial<NewMessage> = {}) => ({ id, lane: "chat", ...more });
const cannotRead = (messageId: string, record: string) => ({
  message: "a queued message cannot be read",
  messageId,
  record,
});

/** It was done, or it is told, still there as it is, and as if it were gone for who asks for it. */
async function assertDoneOrKept({ b, kv, damage, alarms, ran }: Scene, [key, bytes]: Spoiled): Promise<void> {
  const isDone = ran.includes("bad");
  if (damage.isSeen) assert.equal(isDone, false);
  assert.deepEqual((await kv.get(key)).value, isDone ? null : bytes);
  assert.equal(await b.queue.unreadable(), alarms.length);
  if (!damage.isSeen) return;
  assert.deepEqual(alarms, [cannotRead("bad", "out")]);
  assert.equal(await b.queue.find("bad"), null);
  assert.deepEqual(await b.queue.scan(), []);
  assert.deepEqual(await Array.fromAsync(b.queue.list({ dueAt: 0, id: "" }, false)), []);
  assert.equal(await b.queue.cancel("bad"), false);
  assert.equal(await b.queue.requeue("bad"), false);
  assert.deepEqual((await kv.get(key)).value, bytes);
}

Deno.test("a message spoiled at rest holds nobody up, not in its own lane either, and is told once and kept", (t) =>
  eachDamage(t, async (scene) => {
    const { b, kv, damage, ran, note } = scene;
    await b.send(chat("bad"), chat("behind"), { id: "other", lane: "other" });
    const spoiled = await spoil(kv, "out", "bad", damage);
    await working(b, [note], async (worker) => {
      await worker.idle();
      await b.send(chat("later"));
      await worker.idle();
    });
    assert.deepEqual(ran.filter((id) => id !== "bad").toSorted(), ["behind", "later", "other"]);
    await assertDoneOrKept(scene, spoiled);
  }));

Deno.test("a message spoiled while the worker runs holds nobody up, and is told once and kept", (t) =>
  eachDamage(t, async (scene) => {
    const { b, kv, damage, ran, note } = scene;
    await working(b, [note], async (worker) => {
      await b.send(chat("bad", { dueAt: NOW + 1_000 }));
      await worker.idle();
      const spoiled = await spoil(kv, "out", "bad", damage);
      b.pass(1_000);
      await b.send(chat("behind"), { id: "other", lane: "other" });
      await worker.idle();
      assert.deepEqual(ran.filter((id) => id !== "bad").toSorted(), ["behind", "other"]);
      await assertDoneOrKept(scene, spoiled);
    });
  }));

Deno.test("a message whose pointer is spoiled is done like any other, and its pointer is right again", (t) =>
  eachDamage(t, async ({ b, kv, damage, alarms, ran, note }) => {
    await b.send(chat("bad"), chat("behind"));
    await spoil(kv, "msg", "bad", damage);
    // A person who looks at it just now finds nothing, or the message.
    await b.queue.find("bad");
    if (damage.isSeen) assert.deepEqual(alarms, [cannotRead("bad", "msg")]);
    await working(b, [note], (worker) => worker.idle());
    assert.deepEqual(ran, ["bad", "behind"]);
    assert.equal(await b.queue.unreadable(), 0);
    assert.deepEqual(await Array.fromAsync(kv.list({ prefix: ["msg"] })), []);
  }));

Deno.test("a message spoiled in a worker's hands is ended from memory, done or dead", (t) =>
  eachDamage(t, async ({ b, kv, damage }) => {
    for (const outcome of [done, { failed: "no such chat" }] satisfies Outcome[]) {
      const runs: string[] = [];
      const held = handler(async ({ id }) => {
        runs.push(id);
        if (id === "bad") await spoil(kv, "out", "bad", damage);
        return id === "bad" ? outcome : done;
      }, { leaseMs: LEASE });
      await b.send(chat("bad", { data: { about: "a load" } }), chat("behind"));
      await working(b, [held], (worker) => worker.idle());
      assert.deepEqual(runs, ["bad", "behind"]);
      assert.deepEqual(await Array.fromAsync(kv.list({ prefix: ["out"] })), []);
    }
    const [dead] = await b.queue.dead();
    assert.deepEqual([dead?.id, dead?.lastError], ["bad", "no such chat"]);
    if (damage.isSeen) assert.deepEqual(dead?.data, { about: "a load" });
    assert.equal(await b.queue.requeue("bad"), true);
  }));

Deno.test("a message whose pointer is spoiled in a worker's hands is not lost: it is done again after the lease", (t) =>
  eachDamage(t, async ({ b, kv, damage }) => {
    const runs: string[] = [];
    const held = handler(async ({ id }) => {
      if (id === "bad" && !runs.includes(id)) await spoil(kv, "msg", id, damage);
      runs.push(id);
      return done;
    }, { leaseMs: LEASE });
    await working(b, [held], async (worker) => {
      await b.send(chat("bad"), chat("behind"));
      await worker.idle();
      b.pass(LEASE);
      await worker.idle();
    });
    const again = damage.isSeen ? ["bad"] : [];
    assert.deepEqual(runs.slice(0, again.length + 1), [...again, "bad"]);
    assert.equal(runs.at(-1), "behind");
    assert.deepEqual(await b.queue.scan(), []);
  }));

Deno.test("among the dead, who is spoiled is told once and kept, and the others are listed and sent again", (t) =>
  eachDamage(t, async ({ b, kv, damage, alarms }) => {
    for (const id of ["bad", "good"]) {
      await b.send(chat(id));
      const [entry] = await b.queue.scan();
      const claim = entry && await take(b.queue, entry, LEASE);
      assert.ok(claim && await b.queue.bury(claim, "refused"));
    }
    const [key, bytes] = await spoil(kv, "dead", "bad", damage);
    for (let time = 0; time < 2; time++) {
      const listed = (await b.queue.dead()).map(({ id }) => id);
      assert.deepEqual(listed, damage.isSeen ? ["good"] : alarms.length === 0 ? ["bad", "good"] : ["good"]);
      assert.equal(await b.queue.unreadable(), alarms.length);
    }
    if (damage.isSeen) {
      assert.deepEqual(alarms, [cannotRead("bad", "dead")]);
      assert.equal(await b.queue.deadOne("bad"), null);
      assert.equal(await b.queue.requeue("bad"), false);
      assert.equal(await b.queue.cancel("bad"), false);
      assert.deepEqual((await kv.get(key)).value, bytes);
    }
    assert.equal(await b.queue.requeue("good"), true);
  }));

Deno.test("what can be queued anew takes the place of what cannot be read, and nothing else is removed", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const [damage] = damages;
    assert.ok(damage);
    await b.send(chat("job"), chat("other"), chat("whole", { data: { first: true } }));
    await spoil(kv, "out", "job", damage);
    await spoil(kv, "out", "other", damage);
    await b.queue.discardUnreadable(new Set(["job", "whole"]));
    await b.send(chat("job"), chat("other"), chat("whole"));
    const seen: unknown[] = [];
    const note = handler(({ id, data }) => {
      seen.push([id, data]);
      return Promise.resolve(done);
    });
    await working(b, [note], (worker) => worker.idle());
    assert.deepEqual(seen, [["whole", { first: true }], ["job", {}]]);
    assert.equal(await b.queue.unreadable(), 1);
  }));

Deno.test("what a worker holds is not taken from it because it cannot be read", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const [damage] = damages;
    assert.ok(damage);
    let runs = 0;
    const job = handler(async () => {
      runs++;
      await spoil(kv, "out", "job", damage);
      await b.queue.discardUnreadable(new Set(["job"]));
      await b.send(chat("job"));
      return done;
    }, { leaseMs: LEASE });
    await b.send(chat("job"));
    await working(b, [job], (worker) => worker.idle());
    assert.equal(runs, 1);
    assert.deepEqual(await Array.fromAsync(kv.list({ prefix: ["out"] })), []);
  }));

Deno.test("a record with any one byte changed in any way is not read as one that nobody can work with", async () => {
  const written: [string, Uint8Array][] = [];
  await withKv(async (kv) => {
    const b = bench(kv);
    // 1.8e131 is a number and no time.
    b.pass(123);
    await b.send(chat("id", { data: { chatId: "7", text: "Груз" }, dueAt: NOW }));
    await b.queue.claimAll((await b.queue.scan()).map((entry) => ({ entry, leaseMs: LEASE })));
    for await (const { key, value } of kv.list<Uint8Array>({ prefix: [] })) {
      if (key[0] === "out" || key[0] === "msg") written.push([String(key[0]), value]);
    }
  });
  const message = readMessage(written.find(([name]) => name === "out")?.[1], "id");
  assert.ok(message);
  const dead = bury(message, { status: "unknown", error: "no" }, NOW + 123);
  written.push(["dead", new TextEncoder().encode(JSON.stringify(dead))]);
  assert.deepEqual(written.map(([name]) => name).toSorted(), ["dead", "msg", "out"]);
  for (const [name, bytes] of written) {
    for (let at = 0; at < bytes.length; at++) {
      for (let mask = 1; mask < 256; mask++) {
        const spoiled = bytes.slice();
        spoiled[at]! ^= mask;
        if (name === "msg") {
          const due = readPointer(spoiled)?.due ?? 0;
          assert.ok(!Number.isNaN(new Date(due).getTime()));
          continue;
        }
        const read = name === "dead" ? readDead(spoiled, "id") : readMessage(spoiled, "id");
        if (read === null) continue;
        assert.equal(read.id, "id");
        assert.ok([read.kind, read.lane, read.correlationId].every((text) => typeof text === "string"));
        assert.equal(typeof read.data, "object");
        assert.ok(Number.isSafeInteger(read.attempt) && Number.isSafeInteger(read.n));
        new Date(read.queuedAt).toISOString();
        if ("diedAt" in read) new Date(Number(read.diedAt)).toISOString();
      }
    }
  }
});
