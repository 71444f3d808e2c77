// What every event log must do, whatever it is made of. One suite, run on each adapter.
import assert from "node:assert/strict";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import type { Claim } from "../../../domain/shared/queue.ts";
import { verify } from "../../../infra/eventlog/integrity/verify.ts";
import { everything, meta, noted, NOW, write } from "./kit.ts";

export interface Subject {
  readonly log: EventLog;
  pendingIds(): Promise<string[]>;
  claim(messageId: string): Promise<Claim>;
}

/** Registers the suite; `use` runs a test on a fresh, empty log and cleans up after it. */
export function eventLogContract(
  name: string,
  use: (test: (subject: Subject) => Promise<void>) => Promise<void>,
) {
  const test = (title: string, body: (subject: Subject) => Promise<void>) =>
    Deno.test(`${name}: ${title}`, () => use(body));

  test("an empty log has a head at zero and nothing to read", async ({ log }) => {
    assert.deepEqual(await log.head(), { position: 0, hash: "0".repeat(64) });
    assert.deepEqual(await everything(log), []);
    assert.deepEqual(await log.readStream("a"), []);
    assert.equal((await verify(log)).ok, true);
  });

  test("what append answers is what every reader sees", async ({ log }) => {
    const commit = write("a", 0, {
      type: "Noted",
      data: { z: 1, a: { y: [1, null], b: "ж" }, gone: undefined },
    });
    const result = await log.append(commit);
    assert.ok("appended" in result);
    assert.deepEqual(result.appended, [{
      position: 1,
      streamId: "a",
      version: 1,
      type: "Noted",
      data: { z: 1, a: { y: [1, null], b: "ж" } },
      meta: { ...meta, schemaVersion: 1 },
      hash: result.appended[0]?.hash,
    }]);
    assert.deepEqual(await everything(log), result.appended);
    assert.deepEqual(await log.readStream("a"), result.appended);
    assert.deepEqual(await log.head(), { position: 1, hash: result.appended[0]?.hash });
  });

  test("the writer who saw an old version conflicts and changes nothing", async ({ log }) => {
    await log.append(write("a", 0, noted("one"), noted("two")));
    assert.deepEqual(await log.append(write("a", 1, noted("late"))), { conflict: "a" });
    assert.deepEqual(await log.append(write("a", 0, noted("late"))), { conflict: "a" });
    assert.deepEqual(await log.append(write("a", 5, noted("early"))), { conflict: "a" });
    assert.equal((await log.head()).position, 2);
  });

  test("any version appends at the end of the stream", async ({ log }) => {
    await log.append(write("a", "any", noted("one")));
    await log.append(write("a", "any", noted("two")));
    assert.deepEqual((await log.readStream("a")).map(({ version }) => version), [1, 2]);
  });

  test("of many writers with the same version exactly one wins", async ({ log }) => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => log.append(write("a", 0, noted(String(n))))),
    );
    assert.equal(results.filter((result) => "appended" in result).length, 1);
    assert.equal(results.filter((result) => "conflict" in result).length, 19);
    assert.equal((await log.head()).position, 1);
  });

  test("concurrent appends give dense positions, dense versions and a whole chain", async ({ log }) => {
    await Promise.all(
      Array.from({ length: 300 }, (_, n) => log.append(write(`s-${n % 7}`, "any", noted(`${n}`)))),
    );
    assert.deepEqual((await everything(log)).map(({ position }) => position), numbers(1, 300));
    const { ok, events } = await verify(log);
    assert.deepEqual({ ok, events }, { ok: true, events: 300 });
  });

  test("appends to one stream keep the order they were asked in", async ({ log }) => {
    await Promise.all(numbers(1, 50).map((n) => log.append(write("a", "any", noted(String(n))))));
    assert.deepEqual((await log.readStream("a")).map(({ data }) => data.text), numbers(1, 50).map(String));
  });

  test("several streams change together or not at all", async ({ log }) => {
    await log.append(write("b", 0, noted("there")));
    const both = {
      meta,
      streams: [
        { streamId: "a", expectedVersion: 0, events: [noted("a")] },
        { streamId: "b", expectedVersion: 0, events: [noted("b")] },
      ],
    };
    assert.deepEqual(await log.append(both), { conflict: "b" });
    assert.deepEqual(await log.readStream("a"), []);
    const result = await log.append({
      ...both,
      streams: both.streams.map((stream) => ({ ...stream, expectedVersion: "any" as const })),
    });
    assert.ok("appended" in result);
    assert.deepEqual(result.appended.map(({ streamId, version }) => `${streamId}@${version}`), [
      "a@1",
      "b@2",
    ]);
  });

  test("a repeated command changes nothing and is answered with the first result", async ({ log }) => {
    const commit = { ...write("a", 0, noted("once")), commandId: "c-1", result: { id: "r-1" } };
    assert.ok("appended" in await log.append(commit));
    assert.deepEqual(await log.append(commit), { repeated: { id: "r-1" } });
    assert.deepEqual(await log.append({ ...write("b", 0, noted("other")), commandId: "c-1" }), {
      repeated: { id: "r-1" },
    });
    assert.equal((await log.head()).position, 1);
    assert.deepEqual(await log.findResult("c-1"), { result: { id: "r-1" } });
    assert.equal(await log.findResult("c-2"), null);
  });

  test("twenty identical commands at once are one", async ({ log }) => {
    const commit = { ...write("a", "any", noted("once")), commandId: "c-1", result: 7 };
    const results = await Promise.all(Array.from({ length: 20 }, () => log.append(commit)));
    assert.equal(results.filter((result) => "appended" in result).length, 1);
    assert.equal(results.filter((result) => "repeated" in result && result.repeated === 7).length, 19);
    assert.equal((await log.head()).position, 1);
  });

  test("a command that conflicted is not remembered", async ({ log }) => {
    await log.append(write("a", 0, noted("there")));
    const late = { ...write("a", 0, noted("late")), commandId: "c-1" };
    assert.deepEqual(await log.append(late), { conflict: "a" });
    assert.ok("appended" in await log.append({ ...write("a", 1, noted("late")), commandId: "c-1" }));
  });

  test("messages are queued with their event and only once while pending", async ({ log, pendingIds }) => {
    const message = { id: "m-1", kind: "k", lane: "l", data: {} };
    await log.append({ ...write("a", 0, noted("x")), messages: [message, { ...message, id: "m-2" }] });
    await log.append({ ...write("a", 1, noted("x")), messages: [message] });
    assert.deepEqual((await pendingIds()).sort(), ["m-1", "m-2"]);
    await log.append({ ...write("a", 0, noted("conflicts")), messages: [{ ...message, id: "m-3" }] });
    assert.deepEqual((await pendingIds()).sort(), ["m-1", "m-2"]);
  });

  test("a commit without events queues its message and takes no position", async ({ log, pendingIds }) => {
    const message = { id: "m-1", kind: "k", lane: "l", data: {} };
    assert.deepEqual(await log.append({ streams: [], meta, messages: [message] }), {
      appended: [],
      position: 0,
    });
    assert.deepEqual(await pendingIds(), ["m-1"]);
    assert.deepEqual(await log.append({ streams: [], meta, messages: [message] }), {
      appended: [],
      position: 0,
    });
  });

  test("settling finishes a claimed message in the commit, once", async ({ log, pendingIds, claim }) => {
    await log.append({ streams: [], meta, messages: [{ id: "m-1", kind: "k", lane: "l", data: {} }] });
    const settles = await claim("m-1");
    assert.equal(settles.message.attempt, 1);
    assert.deepEqual(await log.append({ ...write("a", 3, noted("conflicts")), settles }), { conflict: "a" });
    assert.deepEqual(await pendingIds(), ["m-1"]);
    assert.ok("appended" in await log.append({ ...write("a", 0, noted("done")), settles }));
    assert.deepEqual(await pendingIds(), []);
    assert.deepEqual(await log.append({ ...write("a", 1, noted("again")), settles }), { conflict: "claim" });
    assert.equal((await log.head()).position, 1);
  });

  test("a claim that another worker took is lost", async ({ log, claim }) => {
    await log.append({ streams: [], meta, messages: [{ id: "m-1", kind: "k", lane: "l", data: {} }] });
    const settles = await claim("m-1");
    await claim("m-1");
    assert.deepEqual(await log.append({ ...write("a", 0, noted("done")), settles }), { conflict: "claim" });
  });

  test("a message may queue itself again while it is settled", async ({ log, pendingIds, claim }) => {
    const message = { id: "daily", kind: "k", lane: "l", data: {} };
    await log.append({ streams: [], meta, messages: [message] });
    const settles = await claim("daily");
    await log.append({ streams: [], meta, settles, messages: [{ ...message, dueAt: NOW + 86_400_000 }] });
    assert.deepEqual(await pendingIds(), ["daily"]);
  });

  test("reads take any part of a stream or of the whole, forwards and backwards", async ({ log }) => {
    for (let n = 1; n <= 5; n++) await log.append(write("a", "any", noted(`a${n}`), noted(`b${n}`)));
    const stream = await log.readStream("a", { from: 3, to: 5 });
    assert.deepEqual(stream.map(({ version }) => version), [3, 4, 5]);
    for (let after = 0; after <= 11; after++) {
      assert.deepEqual(
        (await everything(log, after)).map(({ position }) => position),
        numbers(after + 1, 10),
      );
      const back = await Array.fromAsync(log.readAll({ before: after, backwards: true }));
      assert.deepEqual(back.map(({ position }) => position), numbers(1, Math.min(after - 1, 10)).reverse());
    }
  });

  test("tail gives what was there and what comes, nothing twice, and ends on abort", async ({ log }) => {
    await log.append(write("a", "any", noted("0")));
    const stop = new AbortController();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { position } of log.tail({ after: 0, signal: stop.signal })) {
        seen.push(position);
        if (position === 200) stop.abort();
      }
    })();
    for (let n = 1; n < 200; n += 3) {
      await Promise.all([0, 1, 2].map((m) => log.append(write(`s${m}`, "any", noted(`${n + m}`)))));
    }
    await reading;
    assert.deepEqual(seen, numbers(1, 200));
  });

  test("a tail that waits ends when it is told to", async ({ log }) => {
    const stop = new AbortController();
    const tail = log.tail({ after: 0, signal: stop.signal })[Symbol.asyncIterator]();
    const next = tail.next();
    stop.abort();
    assert.equal((await next).done, true);
  });

  test("an event that is too large is refused by name and size, and harms nobody else", async ({ log }) => {
    const large = log.append(write("a", "any", noted("x".repeat(50_000))));
    const small = log.append(write("b", "any", noted("y")));
    await assert.rejects(large, /Cannot append Noted to stream "a": 50\d+ bytes, the limit is 40000/);
    assert.ok("appended" in await small);
  });

  test("data that JSON cannot carry is refused", async ({ log }) => {
    await assert.rejects(log.append(write("a", 0, { type: "Noted", data: { at: new Date(0) } })), TypeError);
    await assert.rejects(log.append(write("a", 0, { type: "Noted", data: { n: NaN } })), TypeError);
  });

  test("a commit larger than one record is still one commit", async ({ log }) => {
    const result = await log.append(write("a", 0, ...numbers(1, 12).map(() => noted("x".repeat(20_000)))));
    assert.ok("appended" in result && result.appended.length === 12);
    await log.append(write("a", 12, noted("next")));
    assert.deepEqual((await everything(log, 7)).map(({ position }) => position), numbers(8, 13));
    assert.equal((await verify(log)).ok, true);
  });

  test("the same stream twice in a commit is a mistake and says so", async ({ log }) => {
    const stream = { streamId: "a", expectedVersion: "any" as const, events: [noted("x")] };
    await assert.rejects(log.append({ meta, streams: [stream, stream] }), /stream "a" is named twice/);
  });
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
