// Something was written over what is stored of how a view stands: it is named as damage, and a rebuild puts it right.
import assert from "node:assert/strict";
import { checkpointKey, liveKey, rebuildKey } from "../../../infra/projections/keys.ts";
import { eventually, withKv } from "../eventlog/kit.ts";
import { counts } from "./kit.ts";
import { fill, rebuilt, watched } from "./watched.ts";

const SIX = { events: 3, sum: 6 };
const CHECKPOINT =
  'Cannot read the checkpoint of build 1.0 of view "counts": it is damaged; a rebuild writes it anew';
const LIVE = 'Cannot read which build is shown of view "counts": it is damaged; a rebuild writes it anew';
const REBUILD =
  'Cannot read the record of the newest rebuild of view "counts": it is damaged; a rebuild writes it anew';

const records: [what: string, key: Deno.KvKey, message: string][] = [
  ["its checkpoint", checkpointKey("counts", "1.0"), CHECKPOINT],
  ["which build is shown", liveKey("counts"), LIVE],
];
const garbage: [form: string, value: unknown][] = [
  ["no JSON", new TextEncoder().encode("{garbage")],
  ["other JSON", new TextEncoder().encode("[1]")],
  ["no bytes", "garbage"],
];

for (const [what, key, message] of records) {
  for (const [form, value] of garbage) {
    Deno.test(`a view that lost ${what} to ${form} while it runs stops and says so, until it is rebuilt`, () =>
      withKv((kv) =>
        watched(kv, [counts], async ({ running, alarms }) => {
          await fill(kv, 2);
          await running.view(counts).reached(2);
          await kv.set(key, value);
          await fill(kv, 1);
          await assert.rejects(running.view(counts).reached(3), { message });
          assert.equal((await running.status())[0]?.lastError, message);
          assert.deepEqual(alarms, [["a view stopped", {
            projection: "counts",
            position: 2,
            error: message,
          }]]);
          assert.equal((await rebuilt(running, "counts"))?.status, "done");
          await running.view(counts).reached(3);
          assert.deepEqual(await running.view(counts).get(["all"]), SIX);
          assert.equal((await running.status())[0]?.lastError, undefined);
        })
      ));
  }
}

Deno.test("a view that starts without its checkpoint says so, shows what it has, and is rebuilt", () =>
  withKv(async (kv) => {
    await watched(kv, [counts], async ({ running }) => {
      await fill(kv, 3);
      await running.view(counts).reached(3);
    });
    await kv.set(checkpointKey("counts", "1.0"), new TextEncoder().encode("garbage"));
    await watched(kv, [counts], async ({ running }) => {
      await assert.rejects(running.view(counts).reached(3), { message: CHECKPOINT });
      assert.deepEqual(await running.view(counts).get(["all"]), SIX);
      assert.equal((await rebuilt(running, "counts"))?.status, "done");
      await running.view(counts).reached(3);
      await eventually("the damaged build is removed", async () => {
        return (await Array.fromAsync(kv.list({ prefix: ["cp", "counts"] }))).length === 1;
      });
    });
  }));

Deno.test("a view of which nobody can tell which build is shown is built anew at the start", () =>
  withKv(async (kv) => {
    await watched(kv, [counts], async ({ running }) => {
      await fill(kv, 3);
      await running.view(counts).reached(3);
    });
    await kv.set(liveKey("counts"), new TextEncoder().encode("garbage"));
    await watched(kv, [counts], async ({ running }) => {
      await running.view(counts).reached(3);
      assert.deepEqual(await running.view(counts).get(["all"]), SIX);
    });
  }));

Deno.test("a rebuild of which nobody can tell anything has failed, and another takes its place", () =>
  withKv((kv) =>
    watched(kv, [counts], async ({ running }) => {
      await fill(kv, 3);
      await kv.set(rebuildKey("counts"), new TextEncoder().encode("garbage"));
      const state = await running.rebuildOf("counts");
      assert.deepEqual([state?.status, state?.error], ["failed", REBUILD]);
      assert.equal((await rebuilt(running, "counts"))?.status, "done");
      await running.view(counts).reached(3);
    })
  ));
