// An export carries everything, byte for byte, and says so where it cannot.
import assert from "node:assert/strict";
import { sealSegments } from "../../../../infra/eventlog/segments/seal_segments.ts";
import { kvLog, withKv } from "../kit.ts";
import { exported, fill, imported, otherKeys, twoStores, vaultOn, whole } from "./moving.ts";

Deno.test("export, import into an empty store and export again give the same bytes, and nothing is queued", () =>
  twoStores(async (from, to) => {
    await fill(from);
    const text = await exported(from);
    assert.equal(text.split("\n").length, 24 + 3 + 1);
    assert.deepEqual(await imported(to, text), { events: 24, keys: 3 });
    assert.equal(await exported(to), text);
    assert.ok(await whole(to));
    assert.deepEqual(await otherKeys(to), []);
    const [event] = await kvLog(to).readStream("s1");
    assert.ok(event);
    assert.equal((await vaultOn(to).openEvent(event)).data.phone, "+79160000001");
  }));

Deno.test("each line is one event in canonical order of members, personal data as ciphertext", () =>
  withKv(async (kv) => {
    await fill(kv, 2);
    const [line = ""] = (await exported(kv)).split("\n");
    const members = Object.keys(JSON.parse(line));
    assert.deepEqual(members, ["data", "hash", "meta", "position", "streamId", "type", "version"]);
    assert.ok(!/79160|Иван/.test(await exported(kv)));
    assert.equal((await exported(kv, false)).includes('"key":'), false);
  }));

Deno.test("sealed history is exported as if it had never been sealed", () =>
  withKv(async (kv) => {
    await fill(kv, 40);
    const before = await exported(kv);
    const { segments } = await sealSegments({ kv, random: Math.random }, { keep: 10, segmentSize: 5_000 });
    assert.ok(segments > 1);
    assert.equal(await exported(kv), before);
  }));

Deno.test("an export of a log whose end was lost says so instead of ending early", () =>
  withKv(async (kv) => {
    await fill(kv, 5);
    await kv.delete(["log", 9]);
    await assert.rejects(exported(kv), { name: "LogDamage", position: 9 });
  }));
