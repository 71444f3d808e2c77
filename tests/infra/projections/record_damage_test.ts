// Something was written over what is stored of how a view stands: it is named as damage, and a rebuild puts it right.
import assert from "node:assert/strict";
import { checkpointKey, liveKey, rebuildKey } from "../../../infra/projections/keys.ts";
import { eventually, withKv } from "../eventlog/kit.ts";
import { counts, projectionsOn } from "./kit.ts";
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
const past = JSON.stringify({ v: 1, position: 4, digest: "0".repeat(64) });
const garbage: [form: string, value: unknown][] = [
  ["no JSON", new TextEncoder().encode("{garbage")],
  ["other JSON", new TextEncoder().encode("[1]")],
  ["no bytes", "garbage"],
];

const checkpoints: typeof garbage = [
  ["a position past the end of the log", new TextEncoder().encode(past)],
  ["a position before its beginning", new TextEncoder().encode(past.replace("4", "-4"))],
  ["no digest", new TextEncoder().encode(past.replace("4", "2").replace("00", "0"))],
];

for (const [what, key, message] of records) {
  for (const [form, value] of message === CHECKPOINT ? [...garbage, ...checkpoints] : garbage) {
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

/** A view that has folded three events and is stopped. */
const stopped = (kv: Deno.Kv) =>
  watched(kv, [counts], async ({ running }) => {
    await fill(kv, 3);
    await running.view(counts).reached(3);
  });

/** Replaces what is stored of how far the build is. */
async function pretend(kv: Deno.Kv, build: string, changes: object): Promise<void> {
  const key = checkpointKey("counts", build);
  const { value } = await kv.get<Uint8Array>(key);
  const state = JSON.parse(new TextDecoder().decode(value ?? undefined));
  await kv.set(key, new TextEncoder().encode(JSON.stringify({ ...state, ...changes })));
}

const wrong: [what: string, changes: object, message?: string][] = [
  ["a position past the end of the log", { position: 4 }, CHECKPOINT],
  ["another digest", { digest: "ab".repeat(32) }],
];
for (const [what, changes, message] of wrong) {
  Deno.test(`a rebuild by another process names a checkpoint with ${what}, and the one that shows the view follows`, () =>
    withKv(async (kv) => {
      await stopped(kv);
      await pretend(kv, "1.0", changes);
      await watched(kv, [counts], async ({ running }) => {
        const reading = running.view(counts).reached(3);
        await (message === undefined ? reading : assert.rejects(reading, { message }));
        const command = projectionsOn(kv, Date.now, counts).running;
        const state = await rebuilt(command, "counts");
        await command.idle();
        assert.deepEqual([state?.status, state?.identical, state?.firstDifference?.key], [
          "done",
          false,
          ["checkpoint"],
        ]);
        const { live, rebuilt: right } = state?.firstDifference ?? {};
        assert.deepEqual(live, { ...right as object, ...changes });
        await fill(kv, 1);
        await eventually("the rebuilt rows are shown and go on", async () => {
          const [{ position, lastError } = {}] = await running.status();
          return position === 4 && lastError === undefined;
        });
        assert.deepEqual(await running.view(counts).get(["all"]), { events: 4, sum: 10 });
        assert.equal((await rebuilt(running, "counts"))?.identical, true);
      });
    }));
}

Deno.test("a rebuild on a stopped store says that the checkpoint is past the end of the log", () =>
  withKv(async (kv) => {
    await stopped(kv);
    await pretend(kv, "1.0", { position: 9 });
    const { running } = projectionsOn(kv, Date.now, counts);
    const state = await rebuilt(running, "counts");
    await running.idle();
    assert.deepEqual([state?.identical, state?.position], [false, 3]);
    assert.equal((await rebuilt(running, "counts"))?.identical, true);
    await running.idle();
  }));

Deno.test("whoever waits for a view is let go when it stops over its checkpoint", () =>
  withKv((kv) =>
    watched(kv, [counts], async ({ running }) => {
      await fill(kv, 2);
      await running.view(counts).reached(2);
      const waiting = assert.rejects(running.view(counts).reached(3), { message: CHECKPOINT });
      await pretend(kv, "1.0", { position: 7 });
      await fill(kv, 1);
      await waiting;
    })
  ));

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
