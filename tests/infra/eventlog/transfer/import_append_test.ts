// An import goes on where the store stands, and leaves alone what it does not continue.
import assert from "node:assert/strict";
import { faultyKv } from "../faulty_kv.ts";
import { kvLog, noted, withKv, write } from "../kit.ts";
import { exported, fill, forgotten, imported, twoStores, vaultOn, whole } from "./moving.ts";

Deno.test("a store that has events is left alone unless asked to append", () =>
  twoStores(async (from, to) => {
    await fill(from);
    await fill(to, 1);
    const before = await exported(to);
    await assert.rejects(imported(to, await exported(from)), /the store holds 2 events/);
    assert.equal(await exported(to), before);
  }));

Deno.test("append continues the chain with what the store lacks, from a whole export or from a tail of one", () =>
  twoStores(async (from, to) => {
    await fill(from, 5);
    await imported(to, await exported(from));
    await fill(from, 5);
    const text = await exported(from);
    assert.deepEqual(await imported(to, text, true), { events: 10, keys: 3 });
    assert.equal(await exported(to), text);
    assert.deepEqual(await imported(to, text, true), { events: 0, keys: 3 }, "again is no change");
    await fill(from, 2);
    const tail = (await exported(from)).split("\n").slice(20).join("\n");
    assert.deepEqual(await imported(to, tail, true), { events: 4, keys: 3 });
    assert.equal(await exported(to), await exported(from));
    assert.ok(await whole(to));
  }));

Deno.test("another history, a gap and an older export are refused, naming the position", () =>
  twoStores(async (from, to) => {
    await fill(from, 5);
    await kvLog(to).append(write("s0", 0, noted("elsewhere")));
    const text = await exported(from);
    await assert.rejects(imported(to, text, true), { position: 1, message: /another history/ });
    const tail = text.split("\n").slice(4).join("\n");
    await assert.rejects(imported(to, tail, true), { position: 5, message: /begins at position 5/ });
    await withKv(async (empty) => {
      await imported(empty, text);
      const older = text.split("\n").slice(0, 6).join("\n");
      await assert.rejects(
        imported(empty, older, true),
        /it ends at position 6, the store is at position 10/,
      );
    });
    assert.equal((await kvLog(to).head()).position, 1);
  }));

Deno.test("somebody forgotten at the source is forgotten where the rest is appended", () =>
  twoStores(async (from, to) => {
    await fill(from, 3);
    await imported(to, await exported(from));
    const [event] = await kvLog(to).readStream("s1");
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), "+79160000001");
    await kvLog(from).append(write("driver-1", 0, forgotten(1)));
    await vaultOn(from).forget("1");
    const text = await exported(from);
    await imported(to, text, true);
    assert.equal(await exported(to), text);
    assert.equal(await vaultOn(to).open(String(event?.data.phone)), null);
    assert.ok(await whole(to));
  }));

Deno.test("an import that breaks off at any write goes on when it is run again", async () => {
  await withKv(async (from) => {
    await fill(from, 500);
    const text = await exported(from);
    for (const when of ["before", "after"] as const) {
      for (let crashing = 1;; crashing++) {
        let commits = 0;
        await withKv(async (to) => {
          const faulty = faultyKv(to, (commit) => {
            commits = commit;
            if (commit !== crashing) return;
            if (when === "after") return "after";
            throw new Error("power cut");
          });
          const crashed = await imported(faulty, text).then(() => false, () => true);
          assert.equal(crashed, commits === crashing);
          if (crashed) await imported(to, text);
          assert.equal(await exported(to) === text, true, `crash ${when} write ${crashing}`);
          assert.ok(await whole(to));
        });
        if (commits < crashing) break;
      }
    }
  });
});
