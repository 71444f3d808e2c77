// A head that can be read and is wrong: nobody builds on it, a check names it, and a repair puts it right.
import assert from "node:assert/strict";
import { repair } from "../../../../infra/eventlog/integrity/repair.ts";
import { createSignedHeads } from "../../../../infra/eventlog/integrity/signed_head.ts";
import { verifyStore } from "../../../../infra/eventlog/integrity/verify_store.ts";
import { HEAD, SIGNED_HEAD } from "../../../../infra/eventlog/keys.ts";
import { createStoredLog } from "../../../../infra/eventlog/read/stored_log.ts";
import { encodeHead } from "../../../../infra/eventlog/record.ts";
import { sealSegments } from "../../../../infra/eventlog/segments/seal_segments.ts";
import { main as importMain } from "../../../../tools/events_import.ts";
import { main as exportMain } from "../../../../tools/events_export.ts";
import { everything, kvLog, noted, NOW, withFile, withKv, write } from "../kit.ts";

const ENCRYPTION_KEYS = btoa("k".repeat(32));
const checked = (kv: Deno.Kv) => verifyStore(kv, { read: () => Promise.resolve(null) });
const signedHeads = (kv: Deno.Kv) =>
  createSignedHeads({ kv, keys: [new Uint8Array(32)], clock: () => NOW, random: Math.random });

/** Positions 1 to 12, in records of two. */
async function fill(kv: Deno.Kv) {
  const log = kvLog(kv);
  for (let n = 0; n < 6; n++) {
    await log.append(write("abc"[n % 3] ?? "", "any", noted(`${n}`), noted(`${n}`)));
  }
  return log;
}

const contents = async (kv: Deno.Kv) =>
  (await Array.fromAsync(kv.list({ prefix: [] }))).map(({ key, value }) => [key, value]);

/** Positions set back, into the middle of a record and between two, and far ahead. */
for (const position of [0, 5, 6, 11, 13, 953]) {
  Deno.test(`nobody builds on a head that says ${position} where the log ends at 12, and it is put right`, () =>
    withKv(async (kv) => {
      const log = await fill(kv);
      const genuine = await everything(log);
      const right = await log.head();
      await kv.set(HEAD, encodeHead({ ...right, position }, "wrong"));
      const before = await contents(kv);
      const damage = { name: "LogDamage", position: Math.min(position, 12) + 1 };
      // One that begins, and one that remembers another head.
      for (const writer of [kvLog(kv), log]) {
        await assert.rejects(writer.append(write("d", "any", noted("over others"))), damage);
      }
      await assert.rejects(sealSegments({ kv, random: Math.random }, { keep: 1, segmentSize: 1 }), damage);
      await assert.rejects(signedHeads(kv).sign(), damage);
      assert.deepEqual(await contents(kv), before);
      const { ok, firstBad } = await checked(kv);
      assert.deepEqual([ok, firstBad], [false, position > 12 ? 13 : Math.max(1, position)]);
      assert.equal((await repair(kv, Math.random)).headRestored, true);
      assert.deepEqual(await createStoredLog(kv).head(), right);
      assert.equal((await checked(kv)).ok, true);
      assert.ok("appended" in await log.append(write("d", "any", noted("behind the others"))));
      assert.deepEqual((await everything(log)).slice(0, 12), genuine);
      assert.equal((await checked(kv)).ok, true);
    }));
}

Deno.test("a head with the hash of another event is not built on either", () =>
  withKv(async (kv) => {
    const log = await fill(kv);
    const right = await log.head();
    await kv.set(HEAD, encodeHead({ ...right, hash: "0".repeat(64) }, "wrong"));
    await assert.rejects(kvLog(kv).append(write("d", 0, noted("x"))), { name: "LogDamage", position: 12 });
    assert.equal((await checked(kv)).firstBad, 12);
    assert.equal((await repair(kv, Math.random)).headRestored, true);
    assert.deepEqual(await log.head(), right);
  }));

Deno.test("a head that was set back to an event of the log is named, and moved by nobody but a person", () =>
  withKv(async (kv) => {
    const log = await fill(kv);
    const [sixth] = await everything(log, 5);
    assert.ok(sixth);
    await kv.set(HEAD, encodeHead(sixth, "set back"));
    assert.equal((await checked(kv)).firstBad, 7);
    await assert.rejects(log.append(write("d", 0, noted("x"))), { name: "LogDamage", position: 7 });
    await assert.rejects(repair(kv, Math.random), { name: "LogDamage", position: 7 });
    assert.deepEqual((await log.head()).position, 6);
  }));

Deno.test("a wrong head is not put behind less than was signed", () =>
  withKv(async (kv) => {
    await fill(kv);
    await signedHeads(kv).sign();
    const signed = await kv.get(SIGNED_HEAD);
    await withKv(async (shorter) => {
      await kvLog(shorter).append(write("a", 0, noted("0")));
      await shorter.set(SIGNED_HEAD, signed.value);
      await shorter.set(HEAD, encodeHead({ position: 5, hash: "0".repeat(64) }, "wrong"));
      await assert.rejects(repair(shorter, Math.random), { name: "LogDamage", position: 2 });
    });
  }));

Deno.test("an import does not continue a store whose head is wrong", () =>
  withFile(async (path) => {
    const file = `${path}.ndjson`;
    await withKv(async (kv) => {
      const log = await fill(kv);
      await exportMain([file], { KV_PATH: path }, () => {});
      await kv.set(HEAD, encodeHead({ ...await log.head(), position: 5 }, "wrong"));
    }, path);
    const importing = importMain([file, "--append"], { KV_PATH: path, ENCRYPTION_KEYS }, () => {});
    await assert.rejects(importing, { name: "LogDamage", position: 6 });
  }));
