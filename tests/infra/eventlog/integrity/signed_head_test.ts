// A signed head vouches only when it is genuine; anything else in its place is a fault and is named.
import assert from "node:assert/strict";
import { createIntegrity } from "../../../../infra/eventlog/integrity/integrity.ts";
import { createSignedHeads } from "../../../../infra/eventlog/integrity/signed_head.ts";
import { HEAD, SIGNED_HEAD } from "../../../../infra/eventlog/keys.ts";
import { kvLog, noted, NOW, withKv, write } from "../kit.ts";

const keyOf = (byte: number) => new Uint8Array(32).fill(byte);
const OLD = keyOf(1), NEW = keyOf(2), FOREIGN = keyOf(3);

const headsOn = (kv: Deno.Kv, ...keys: Uint8Array[]) =>
  createSignedHeads({ kv, keys, clock: () => NOW, random: Math.random });
const integrityOf = (kv: Deno.Kv, ...keys: Uint8Array[]) =>
  createIntegrity({ clock: () => NOW, kv, signedHeads: headsOn(kv, ...keys) });

async function fill(kv: Deno.Kv, tag = ""): Promise<void> {
  for (let n = 0; n < 6; n++) await kvLog(kv).append(write("a", "any", noted(`${tag}${n}`)));
}

async function keep(kv: Deno.Kv, signed: unknown): Promise<void> {
  await kv.set(SIGNED_HEAD, new TextEncoder().encode(JSON.stringify(signed)));
}

Deno.test("after SECRET_KEY is rotated the old key, still listed, goes on vouching; dropped, it does not", () =>
  withKv(async (kv) => {
    await fill(kv);
    const signed = await headsOn(kv, OLD).sign();
    const rotated = await integrityOf(kv, NEW, OLD).verify();
    assert.deepEqual([rotated.ok, rotated.signedHead], [true, signed]);
    await withKv(async (forged) => {
      await fill(forged, "x");
      await keep(forged, signed);
      const { ok, firstBad, problem } = await integrityOf(forged, NEW, OLD).verify();
      assert.deepEqual([ok, firstBad, problem], [false, 6, "it is not the event whose hash was signed"]);
    });
    const dropped = await integrityOf(kv, NEW).verify();
    assert.deepEqual([dropped.ok, dropped.firstBad], [false, 6]);
    assert.match(dropped.problem ?? "", /signed head of position 6 .*SECRET_KEY/);
  }));

Deno.test("the head of an empty log can be signed, and stays true when events follow", () =>
  withKv(async (kv) => {
    const signed = await headsOn(kv, NEW).sign();
    assert.deepEqual([signed.position, signed.hash], [0, "0".repeat(64)]);
    assert.equal((await integrityOf(kv, NEW).verify()).ok, true);
    await fill(kv);
    assert.equal((await integrityOf(kv, NEW).verify()).ok, true);
  }));

Deno.test("any changed member of a signed head is a fault, and the altered one vouches for nothing", () =>
  withKv(async (kv) => {
    await fill(kv);
    const signed = await headsOn(kv, NEW).sign();
    const changes = [
      { position: 5 },
      { position: 60 },
      { hash: "f".repeat(64) },
      { at: "2026-01-01T00:00:00.000Z" },
      { signature: "0".repeat(64) },
      { signature: "" },
    ];
    for (const change of changes) {
      await keep(kv, { ...signed, ...change });
      const { ok, problem } = await integrityOf(kv, NEW).verify();
      assert.equal(ok, false);
      assert.match(problem ?? "", /the signed head of position \d+ was altered, or not signed/);
    }
  }));

Deno.test("a head signed with a foreign key is named, and does not accuse a history that is right", () =>
  withKv(async (kv) => {
    await fill(kv);
    await withKv(async (other) => {
      await fill(other, "x");
      await keep(kv, await headsOn(other, FOREIGN).sign());
    });
    const { ok, problem } = await integrityOf(kv, NEW).verify();
    assert.equal(ok, false);
    assert.match(problem ?? "", /was altered, or not signed with a SECRET_KEY/);
  }));

Deno.test("what cannot be read as a signed head is a fault, not an outage", () =>
  withKv(async (kv) => {
    await fill(kv);
    for (const value of [new TextEncoder().encode("{"), new TextEncoder().encode("[1]"), "text"]) {
      await kv.set(SIGNED_HEAD, value);
      const { ok, problem, signedHead } = await integrityOf(kv, NEW).verify();
      assert.deepEqual([ok, problem, signedHead], [false, "the signed head cannot be read", null]);
    }
  }));

Deno.test("a fault in history itself is named before that of a signed head", () =>
  withKv(async (kv) => {
    await fill(kv);
    await headsOn(kv, FOREIGN).sign();
    await kv.delete(["log", 3]);
    assert.deepEqual((await integrityOf(kv, NEW).verify()).firstBad, 3);
    assert.notEqual((await kv.get(HEAD)).value, null);
  }));
