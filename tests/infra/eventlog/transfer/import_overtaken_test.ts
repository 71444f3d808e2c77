// Somebody else writes to the store during an import: it gives way, and nobody loses a key or gets one back.
import assert from "node:assert/strict";
import { forgottenDriver } from "../../../../domain/drivers/mod.ts";
import { readKeys } from "../../../../infra/crypto/wrapped_keys.ts";
import { importLines } from "../../../../infra/eventlog/transfer/import.ts";
import { everything, kvLog, meta, noted, write } from "../kit.ts";
import {
  exported,
  fill,
  forgotten,
  imported,
  keyring,
  linesIn,
  named,
  otherKeys,
  responded,
  twoStores,
  vaultOn,
  whole,
} from "./moving.ts";

/** The lines, and what somebody else does when the last of them is read for the n-th time. */
function overtakenAt(
  reading: number,
  text: string,
  act: () => Promise<unknown>,
): () => AsyncIterable<string> {
  let readings = 0;
  return async function* () {
    readings++;
    yield* linesIn(text);
    if (readings === reading) await act();
  };
}

for (const [moment, reading] of [["checked", 1], ["written", 2]] as const) {
  Deno.test(`an import during which somebody else appends while it is ${moment} is refused and imports nothing`, () =>
    twoStores(async (from, to) => {
      await fill(from, 3);
      const text = await exported(from);
      const lines = overtakenAt(reading, text, () => kvLog(to).append(write("mine", 0, noted("first"))));
      const options = { kv: to, keyring, append: false, random: Math.random, forgets: forgottenDriver };
      await assert.rejects(importLines({ ...options, lines }), {
        name: "ImportRefused",
        message: /somebody else writes to the store; it stopped before position 1/,
      });
      assert.deepEqual((await everything(kvLog(to))).map(({ data }) => data.text), ["first"]);
      assert.ok(await whole(to));
      assert.deepEqual(await otherKeys(to), []);
      assert.deepEqual(await Array.fromAsync(readKeys(to)), [], "nor anybody's key");
      await assert.rejects(imported(to, text), /the store holds 1 events/, "it counts as nobody's import");
    }));
}

Deno.test("a key under which somebody wrote before the import was refused stays", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    const lines = overtakenAt(2, await exported(from), async () => {
      await kvLog(to, vaultOn(to)).append({
        streams: [{ streamId: "mine", expectedVersion: 0, events: [responded(1)] }],
        meta: named,
      });
    });
    const options = { kv: to, keyring, append: false, random: Math.random, forgets: forgottenDriver };
    await assert.rejects(importLines({ ...options, lines }), { name: "ImportRefused" });
    const [event] = await everything(kvLog(to));
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001");
    assert.deepEqual((await Array.fromAsync(readKeys(to))).map(({ subject }) => subject), ["1"]);
  }));

Deno.test("who signs in while an import is being refused can read later what they wrote after it", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    const vault = vaultOn(to);
    const lines = overtakenAt(2, await exported(from), async () => {
      // Their key is known to the product, and their first event still on its way.
      await vault.seal("1", "Иван");
      await kvLog(to).append(write("mine", 0, noted("first")));
    });
    const options = { kv: to, keyring, append: true, random: Math.random, forgets: forgottenDriver };
    await assert.rejects(importLines({ ...options, lines }), { name: "ImportRefused" });
    await kvLog(to, vault).append({
      streams: [{ streamId: "theirs", expectedVersion: 0, events: [responded(1)] }],
      meta: named,
    });
    const [event] = await kvLog(to).readStream("theirs");
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001", "after a restart");
  }));

Deno.test("an import that is overtaken halfway leaves the keys of what it brought, and of nobody else", () =>
  twoStores(async (from, to) => {
    await fill(from, 200);
    const log = kvLog(from, vaultOn(from));
    await log.append({ streams: [{ streamId: "last", expectedVersion: 0, events: [responded(5)] }], meta });
    const lines = overtakenAt(
      2,
      await exported(from),
      () => kvLog(to).append(write("mine", 0, noted("first"))),
    );
    const options = { kv: to, keyring, append: false, random: Math.random, forgets: forgottenDriver };
    await assert.rejects(importLines({ ...options, lines }), { name: "ImportRefused" });
    const { position } = await kvLog(to).head();
    assert.ok(position > 1 && position < 400, `${position}`);
    assert.deepEqual((await Array.fromAsync(readKeys(to))).map(({ subject }) => subject), ["0", "1", "2"]);
    const [event] = await kvLog(to).readStream("s1");
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001");
  }));

Deno.test("nobody is forgotten by an append that is refused", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    await imported(to, await exported(from));
    await kvLog(from).append(write("driver-1", 0, forgotten(1)));
    await vaultOn(from).forget("1");
    const lines = overtakenAt(2, await exported(from), () =>
      kvLog(to).append(write("mine", 0, noted("first"))));
    const options = { kv: to, keyring, append: true, random: Math.random, forgets: forgottenDriver };
    await assert.rejects(importLines({ ...options, lines }), { name: "ImportRefused" });
    const [event] = await kvLog(to).readStream("s1");
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001");
  }));
