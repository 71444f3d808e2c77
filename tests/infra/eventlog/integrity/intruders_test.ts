// Whatever is put between the records of the log, or behind it: a check names it, no reader hands it out, and a repair
// takes it away when the chain proves that it is no part of the log.
import assert from "node:assert/strict";
import type { StoredEvent } from "../../../../domain/shared/event.ts";
import { expectedHash, GENESIS } from "../../../../infra/eventlog/chain.ts";
import { repair } from "../../../../infra/eventlog/integrity/repair.ts";
import { verifyStore } from "../../../../infra/eventlog/integrity/verify_store.ts";
import { logKey, segmentKey } from "../../../../infra/eventlog/keys.ts";
import { createStoredLog } from "../../../../infra/eventlog/read/stored_log.ts";
import { encodeLogRecord } from "../../../../infra/eventlog/record.ts";
import { sealSegments } from "../../../../infra/eventlog/segments/seal_segments.ts";
import { encodeSegment } from "../../../../infra/eventlog/segments/segment.ts";
import { toWritable } from "../../../../infra/eventlog/writable.ts";
import { main as repairMain } from "../../../../tools/events_repair.ts";
import { main as verifyMain } from "../../../../tools/events_verify.ts";
import { everything, kvLog, noted, withFile, withKv, write } from "../kit.ts";

const checked = (kv: Deno.Kv) => verifyStore(kv, { read: () => Promise.resolve(null) });
const repaired = (kv: Deno.Kv) => repair(kv, Math.random);

/** Records of three, one and five events, over and over: positions 1 to 27 on three streams. */
async function fill(kv: Deno.Kv): Promise<StoredEvent[]> {
  const log = kvLog(kv);
  for (let n = 0; n < 9; n++) {
    const events = Array.from({ length: [3, 1, 5][n % 3] ?? 0 }, (_, i) => noted(`${n}.${i}`));
    await log.append(write("abc"[n % 3] ?? "", "any", ...events));
  }
  return await everything(log);
}

/** Positions from 14 on stay records. */
const seal = (kv: Deno.Kv) => sealSegments({ kv, random: Math.random }, { keep: 9, segmentSize: 900 });

/** Chained to each other and to the event before the first, as far as there is one. */
function forged(genuine: readonly StoredEvent[], first: number, length: number): StoredEvent[] {
  let hash = genuine[first - 2]?.hash ?? GENESIS;
  return Array.from({ length }, (_, n) => {
    const { meta, streamId, version } = genuine[first - 1 + n] ??
      { ...genuine[0]!, streamId: "z", version: n + 1 };
    const event = {
      position: first + n,
      streamId,
      version,
      type: "Noted",
      data: { text: "forged" },
      meta,
      hash,
    };
    return { ...event, hash: hash = expectedHash(hash, event) };
  });
}

async function put(kv: Deno.Kv, where: "log" | "seg", events: readonly StoredEvent[]): Promise<boolean> {
  const [first] = events;
  const key = where === "log" ? logKey(first!.position) : segmentKey(first!.position, 0);
  if ((await kv.get(key)).value !== null) return false;
  const [segment] = await encodeSegment(events);
  await kv.set(key, where === "log" ? encodeLogRecord(events.map(toWritable)) : segment);
  return true;
}

/** What a reading gives before it ends, or is told of damage. */
async function read(reading: AsyncIterable<StoredEvent>): Promise<StoredEvent[]> {
  const seen: StoredEvent[] = [];
  try {
    for await (const event of reading) seen.push(event);
  } catch (error) {
    assert.equal(error instanceof Error && error.name, "LogDamage");
  }
  return seen;
}

async function showsNothingElse(kv: Deno.Kv, genuine: readonly StoredEvent[]): Promise<void> {
  for (let position = 0; position <= genuine.length + 4; position++) {
    const forwards = await read(createStoredLog(kv).readAll({ after: position }));
    assert.deepEqual(forwards, genuine.slice(position, position + forwards.length), `after ${position}`);
    const back = await read(createStoredLog(kv).readAll({ before: position, backwards: true }));
    const below = Math.max(0, position - 1);
    assert.deepEqual(
      back,
      genuine.slice(0, below).reverse().slice(0, back.length),
      `before ${position}`,
    );
  }
}

for (const sealed of [false, true]) {
  for (const where of ["log", "seg"] as const) {
    for (const length of [1, 2, 6]) {
      const what = where === "log" ? "record" : "segment";
      const name = `a forged ${what} of ${length} anywhere in ${sealed ? "sealed" : "new"} history`;
      Deno.test(`${name} is named, handed out by nobody, and taken away`, () =>
        withKv(async (kv) => {
          const genuine = await fill(kv);
          if (sealed) assert.deepEqual(Object.values(await seal(kv)).slice(0, 2), [3, 13]);
          for (let first = 1; first <= genuine.length; first++) {
            if (!await put(kv, where, forged(genuine, first, length))) continue;
            const { ok, firstBad } = await checked(kv);
            assert.deepEqual([ok, firstBad], [false, first]);
            await showsNothingElse(kv, genuine);
            const clean = { rewritten: 0, removed: 0, headRestored: false, intruders: 1 };
            assert.deepEqual(await repaired(kv), clean, `at ${first}`);
            assert.equal((await checked(kv)).ok, true);
            assert.deepEqual(await everything(createStoredLog(kv)), genuine);
          }
        }));
    }
  }
}

Deno.test("several at once are taken away together, also inside the newest record", () =>
  withKv(async (kv) => {
    const genuine = await fill(kv);
    for (const first of [6, 20, 25]) await put(kv, "log", forged(genuine, first, 1));
    await put(kv, "seg", forged(genuine, 14, 2));
    assert.equal((await repaired(kv)).intruders, 4);
    assert.equal((await checked(kv)).ok, true);
    assert.deepEqual(await everything(createStoredLog(kv)), genuine);
  }));

Deno.test("what lies behind the head is named and read by nobody, and the next event takes its place", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    for (let n = 0; n < 3; n++) await log.append(write("a", "any", noted(`${n}`)));
    const genuine = await everything(log);
    const [last] = genuine.slice(-1);
    for (const position of [4, 6]) {
      const stranger = { ...last!, position, version: position, data: { text: "forged" } };
      await put(kv, "log", [stranger]);
      const { ok, firstBad, problem } = await checked(kv);
      assert.deepEqual([ok, firstBad, problem], [false, genuine.length + 1, "it lies behind the head"]);
      await showsNothingElse(kv, genuine);
      assert.deepEqual(await everything(log, genuine.length), []);
      if (position > 4) assert.equal((await repaired(kv)).intruders, 1);
      else await log.append(write("a", 3, noted("true")));
      assert.equal((await checked(kv)).ok, true);
      genuine.push(...await everything(log, genuine.length));
    }
    assert.deepEqual(genuine.map(({ data }) => data.text), ["0", "1", "2", "true"]);
  }));

Deno.test("who begins to write looks behind the head first", () =>
  withKv(async (kv) => {
    const genuine = await fill(kv);
    await put(kv, "log", forged(genuine, 28, 1).map((event) => ({ ...event, hash: GENESIS })));
    await assert.rejects(kvLog(kv).append(write("d", 0, noted("x"))), { name: "LogDamage", position: 28 });
    assert.equal((await repaired(kv)).intruders, 1);
    assert.ok("appended" in await kvLog(kv).append(write("d", 0, noted("x"))));
  }));

Deno.test("events that continue the chain behind the head are left for a person to judge", () =>
  withKv(async (kv) => {
    const genuine = await fill(kv);
    await put(kv, "log", forged(genuine, 28, 2));
    const { ok, firstBad } = await checked(kv);
    assert.deepEqual([ok, firstBad], [false, 28]);
    const message =
      /at position 28: it continues the chain behind the head, .*compare with an export or a backup/;
    await assert.rejects(repaired(kv), { name: "LogDamage", position: 28, message });
    assert.notEqual((await kv.get(logKey(28))).value, null);
    await showsNothingElse(kv, genuine);
  }));

Deno.test("what cannot be read, or lies under a key that is no place, is taken away too", () =>
  withKv(async (kv) => {
    await fill(kv);
    const garbage = new TextEncoder().encode("forged");
    for (
      const key of [logKey(6), logKey(2.5), ["log", "x"], ["log", 5n], ["log", 4, 1], segmentKey(5, 0), [
        "seg",
        "x",
      ]]
    ) {
      await kv.set(key, garbage);
      assert.equal((await checked(kv)).ok, false, Deno.inspect(key));
      assert.equal((await repaired(kv)).intruders, 1);
      assert.equal((await checked(kv)).ok, true);
    }
  }));

Deno.test("a record that was sealed and is not deleted yet is none of them", () =>
  withKv(async (kv) => {
    await fill(kv);
    const record = await kv.get<Uint8Array>(logKey(10));
    await seal(kv);
    await kv.set(logKey(10), record.value);
    const { ok } = await checked(kv);
    const newest = (await Array.fromAsync(kv.list({ prefix: ["seg"] }))).at(-1)?.key[1];
    assert.equal(ok, newest === 10);
  }));

Deno.test("what lies beside a record that cannot be read is read all the same, both ways", () =>
  withKv(async (kv) => {
    const genuine = await fill(kv);
    await kv.set(logKey(5), new TextEncoder().encode("garbage"));
    for (let position = 9; position <= genuine.length; position++) {
      assert.deepEqual(await everything(createStoredLog(kv), position), genuine.slice(position));
      const back = await read(createStoredLog(kv).readAll({ before: position + 1, backwards: true }));
      assert.deepEqual(back, genuine.slice(9, position).reverse());
    }
  }));

Deno.test("a record of the log that was altered is not taken for an intruder", () =>
  withKv(async (kv) => {
    const genuine = await fill(kv);
    await put(kv, "log", forged(genuine, 6, 1));
    await kv.set(logKey(10), encodeLogRecord(forged(genuine, 10, 3).map(toWritable)));
    await assert.rejects(repaired(kv), { name: "LogDamage", position: 6 });
    assert.notEqual((await kv.get(logKey(6))).value, null);
  }));

Deno.test("records are not deleted for a segment that bears their hashes and says something else", () =>
  withKv(async (kv) => {
    const genuine = await fill(kv);
    const altered = genuine.slice(0, 3).map((event) => ({ ...event, data: { text: "forged" } }));
    await put(kv, "seg", altered);
    await assert.rejects(seal(kv), { name: "LogDamage", position: 1 });
    assert.notEqual((await kv.get(logKey(1))).value, null);
    await showsNothingElse(kv, genuine);
  }));

Deno.test("the command that checks a store ends with 1 and names the intruder, the one that repairs it tells of it", () =>
  withFile(async (path) => {
    await withKv(async (kv) => {
      const genuine = await fill(kv);
      await put(kv, "log", forged(genuine, 7, 1));
    }, path);
    const said: string[] = [];
    assert.equal(await verifyMain([], { KV_PATH: path }, (line) => said.push(line)), 1);
    assert.match(said[0] ?? "", /^broken at position 7: .* begins inside another/);
    assert.equal(await repairMain([], { KV_PATH: path }, (line) => said.push(line)), 0);
    assert.ok(said.includes("1 records or segments removed that were no part of the log"), said.join("; "));
    assert.equal(await verifyMain([], { KV_PATH: path }, () => {}), 0);
  }));
