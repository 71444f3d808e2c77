// kill -9 at any moment of a rebuild: the next process carries it on, and the rows are those of the log.
import assert from "node:assert/strict";
import { readLive } from "../../../infra/projections/live.ts";
import { readRebuild } from "../../../infra/projections/rebuild_record.ts";
import { eventually, kvLog, noted, NOW, withFile, withKv, write } from "../eventlog/kit.ts";
import { projectionsOn, running, spread, storedRows } from "./kit.ts";

/** How many writes of the rebuilding process are let through before each kill. */
const WRITES = [2, 5, 7, 9, 14];

Deno.test("after kill -9 in the middle of a rebuild it is carried on, and the rows are those of the log", () =>
  withFile(async (path) => {
    await withKv(async (kv) => {
      const log = kvLog(kv);
      const events = Array.from({ length: 50 }, () => noted("x"));
      for (let n = 0; n < 60; n++) await log.append(write(`s${n}`, "any", ...events));
    }, path);
    for (const writes of WRITES) {
      await rebuildUntilKilled(path, writes);
      await withKv(async (kv) => {
        const found = await readRebuild(kv, spread.name);
        // A clock at which the dead process has been silent long enough.
        const later = () => (found?.record.renewedAt ?? NOW) + 60_000;
        const { running: views } = projectionsOn(kv, later, spread);
        await views.start();
        await eventually(
          "no rebuild is running",
          async () => (await views.rebuildOf(spread.name))?.status === "done",
        );
        const state = await views.rebuildOf(spread.name);
        if (found?.record.status === "running") assert.equal(state?.rebuildId, found.record.rebuildId);
        assert.notEqual(state?.identical, false);
        assert.deepEqual(await views.view(spread).get(["all"]), { events: 3_000, sum: 4_501_500 });
        const { build } = await readLive(kv, spread.name);
        await views.stop();
        const copy = { ...spread, name: `copy${writes}` };
        await running(kv, [copy], async () => {
          assert.deepEqual(
            await storedRows(kv, spread.name, build ?? ""),
            await storedRows(kv, copy.name, "1.0"),
          );
        });
      }, path);
    }
  }));

async function rebuildUntilKilled(path: string, writes: number): Promise<void> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--unstable-kv",
      new URL("crash_rebuilder.ts", import.meta.url).pathname,
      path,
    ],
    stdout: "piped",
  }).spawn();
  let seen = 0;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    seen += text.split("\n").length - 1;
    if (seen >= writes) {
      child.kill("SIGKILL");
      break;
    }
  }
  await child.status;
}
