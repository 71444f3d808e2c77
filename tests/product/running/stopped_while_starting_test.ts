// A process that is told to stop while it is still building its views stops, as one that runs does.
import assert from "node:assert/strict";
import { retryWhileLocked } from "../../../infra/locked.ts";
import { rebuildKey } from "../../../infra/projections/keys.ts";
import { readLive } from "../../../infra/projections/live.ts";
import type { RebuildRecord } from "../../../infra/projections/rebuild_record.ts";
import { environmentOf, freePort } from "../../support/product.ts";
import { spawnProduct } from "../../support/product_process.ts";

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`${signal} during the first build of the views ends the process with 0`, async () => {
    const folder = await Deno.makeTempDir();
    const kv = await Deno.openKv(`${folder}/store.kv`);
    const nowhere = `http://127.0.0.1:${freePort()}`;
    const environment = environmentOf({ port: freePort(), cargotech: nowhere, telegram: nowhere });
    // Another process builds that view, for ever: its record never falls silent.
    const hold = () =>
      retryWhileLocked(
        () => kv.set(rebuildKey("drivers"), new TextEncoder().encode(JSON.stringify(held(Date.now())))),
        Math.random,
      );
    await hold();
    const process = spawnProduct({ ...environment, KV_PATH: `${folder}/store.kv`, LOG_LEVEL: "error" });
    let code: number | undefined, told = false;
    const ended = process.status.then((status) => code = status.code);
    while (code === undefined) {
      await hold();
      // Its other views are built by then: it listens to signals, and waits for the one that is held.
      if (!told && (await readLive(kv, "responses")).build !== null) {
        process.kill(signal);
        told = true;
      }
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
    }
    assert.deepEqual([code, told], [0, true]);
    kv.close();
    await Deno.remove(folder, { recursive: true });
  });
}

const held = (now: number): RebuildRecord => ({
  v: 1,
  rebuildId: "drivers-99.0",
  build: "99.0",
  owner: "another",
  status: "running",
  position: 0,
  target: 1,
  eventsPerSecond: 0,
  renewedAt: now,
});
