// Keys that an import brings after its last event: only while nobody else writes, and later when it is run again.
import assert from "node:assert/strict";
import { readKeys } from "../../../../infra/crypto/wrapped_keys.ts";
import { createStoredLog } from "../../../../infra/eventlog/read/stored_log.ts";
import { faultyKv } from "../faulty_kv.ts";
import { kvLog, noted, withKv, write } from "../kit.ts";
import {
  exported,
  fill,
  forgotten,
  imported,
  named,
  otherKeys,
  responded,
  twoStores,
  vaultOn,
  whole,
} from "./moving.ts";

/** The store, and what somebody else does when the import first asks for a key after its last event is in. */
function meddled(kv: Deno.Kv, last: number, act: () => Promise<unknown>): Deno.Kv {
  let acted = false;
  return new Proxy(kv, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (name !== "get") return member.bind(target);
      return async (key: Deno.KvKey) => {
        if (key[0] === "key" && !acted && (await createStoredLog(target).head()).position === last) {
          acted = true;
          await act();
        }
        return await target.get(key);
      };
    },
  });
}

Deno.test("who is forgotten just after the last imported event stays forgotten", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    await imported(to, await exported(from));
    await kvLog(from).append(write("more", 0, noted("more")));
    const text = await exported(from);
    const kv = meddled(to, 7, async () => {
      await kvLog(to).append(write("driver-1", 0, forgotten(1)));
      await vaultOn(to).forget("1");
    });
    await assert.rejects(imported(kv, text, true), /all events are in it, but not all keys/);
    assert.deepEqual((await Array.fromAsync(readKeys(to))).map(({ subject }) => subject), ["0", "2"]);
    assert.deepEqual(await imported(to, text, true), { events: 0, keys: 3 });
    assert.deepEqual((await Array.fromAsync(readKeys(to))).map(({ subject }) => subject), ["0", "2"]);
    assert.deepEqual(await otherKeys(to), [["keys-changed"]]);
  }));

/** A store whose events came without keys, and an import of the keys that somebody has overtaken; gives the export. */
async function keptOut(from: Deno.Kv, to: Deno.Kv, act: () => Promise<unknown>): Promise<string> {
  await fill(from, 3);
  await imported(to, await exported(from, false));
  const text = await exported(from);
  await assert.rejects(imported(meddled(to, 6, act), text, true), /not all keys: run it again/);
  return text;
}

Deno.test("an import that was kept from bringing its keys brings them when it is run again", () =>
  twoStores(async (from, to) => {
    const text = await keptOut(from, to, () => kvLog(to).append(write("mine", 0, noted("first"))));
    assert.deepEqual(await Array.fromAsync(readKeys(to)), []);
    const crashed = faultyKv(to, (commit) => {
      if (commit === 3) throw new Error("power cut");
    });
    await assert.rejects(imported(crashed, text, true), /power cut/);
    assert.deepEqual(await imported(to, text, true), { events: 0, keys: 3 });
    assert.deepEqual(await Array.fromAsync(readKeys(to)), await Array.fromAsync(readKeys(from)));
    assert.ok(await whole(to));
    assert.deepEqual(await otherKeys(to), [["keys-changed"]]);
    await assert.rejects(imported(to, text, true), /it ends at position 6, the store is at position 7/);
  }));

Deno.test("an import that brings its keys later takes no key from who has written since", () =>
  twoStores(async (from, to) => {
    const vault = vaultOn(to);
    const text = await keptOut(from, to, () =>
      kvLog(to, vault).append({
        streams: [{ streamId: "theirs", expectedVersion: 0, events: [responded(1)] }],
        meta: named,
      }));
    assert.deepEqual(await imported(to, text, true), { events: 0, keys: 3 });
    const [event] = await kvLog(to).readStream("theirs");
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001");
    assert.deepEqual((await Array.fromAsync(readKeys(to))).map(({ subject }) => subject), ["0", "1", "2"]);
  }));

Deno.test("another export than the one that lacks its keys is refused", () =>
  twoStores(async (from, to) => {
    const text = await keptOut(from, to, () => kvLog(to).append(write("mine", 0, noted("first"))));
    const shorter = text.split("\n").slice(0, 5).join("\n");
    await assert.rejects(imported(to, shorter, true), /it ends at position 5, the store is at position 7/);
    await withKv(async (other) => {
      await fill(other, 3);
      await assert.rejects(imported(to, await exported(other), true), /another history/);
    });
    assert.deepEqual(await imported(to, text, true), { events: 0, keys: 3 });
  }));
