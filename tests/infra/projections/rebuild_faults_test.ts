// Rebuilds that break off, fail, or begin over damage.
import assert from "node:assert/strict";
import type { Projection } from "../../../domain/shared/projection.ts";
import { readCheckpoint } from "../../../infra/projections/checkpoint.ts";
import { viewKey } from "../../../infra/projections/keys.ts";
import { rebuild } from "../../../infra/projections/rebuild.ts";
import { readRebuild } from "../../../infra/projections/rebuild_record.ts";
import { takeLease } from "../../../infra/projections/take_lease.ts";
import { readLive } from "../../../infra/projections/live.ts";
import { eventually, kvLog, noted, NOW, withKv, write } from "../eventlog/kit.ts";
import { faultyKv } from "../eventlog/faulty_kv.ts";
import { altered, type Count, counts, projectionsOn, rebuilt, running, spread, storedRows } from "./kit.ts";

Deno.test("a rebuild that was interrupted is carried on by the next process", () =>
  withKv(async (kv) => {
    const on = projectionsOn(kv, () => NOW, counts);
    await on.running.start();
    for (let n = 0; n < 20; n++) await on.log.append(write(`s${n % 3}`, "any", noted("x"), noted("y")));
    const started = await on.running.rebuild("counts");
    await on.running.stop();
    const interrupted = await on.running.rebuildOf("counts");
    assert.equal(interrupted?.status, "running");
    await running(kv, [counts], async ({ running }) => {
      await eventually("it is done", async () => (await running.rebuildOf("counts"))?.status === "done");
      const state = await running.rebuildOf("counts");
      assert.deepEqual([state?.rebuildId, state?.identical], [
        "rebuildId" in started && started.rebuildId,
        true,
      ]);
      assert.deepEqual(await running.view(counts).get(["all"]), { events: 40, sum: 820 });
    });
  }));

Deno.test("wherever a rebuild breaks off, the next attempt ends with the rows of the log", async () => {
  for (let broken = 1; broken <= 8; broken++) {
    for (const when of ["before", "after"] as const) {
      await withKv(async (kv) => {
        const log = kvLog(kv);
        for (let n = 0; n < 60; n++) {
          await log.append(write(`s${n}`, "any", ...Array.from({ length: 50 }, () => noted("x"))));
        }
        let commits = 0;
        const trouble = faultyKv(kv, () => {
          if (++commits !== broken) return;
          if (when === "after") return "after";
          throw new Error("disk trouble");
        });
        const { running } = projectionsOn(trouble, () => NOW, spread);
        // Where the store fails at once, so does the start; the next one succeeds.
        await running.start().catch(() => running.start());
        const want = { events: 3_000, sum: 4_501_500 };
        assert.deepEqual(await running.view(spread).get(["all"]), want);
        const build = (await readLive(kv, "counts")).build ?? "";
        await running.stop();
        await sound(kv, spread, build);
      });
    }
  }
});

/** The rows are those an undisturbed fold makes, and the digest is theirs. */
async function sound(kv: Deno.Kv, projection: Projection<Count>, build: string) {
  const copy: Projection<Count> = { ...projection, name: "copy" };
  await running(kv, [copy], async () => {
    assert.deepEqual(await storedRows(kv, "counts", build), await storedRows(kv, "copy", "1.0"));
    const [one, two] = [await readCheckpoint(kv, "counts", build), await readCheckpoint(kv, "copy", "1.0")];
    assert.deepEqual([one.position, one.digest, one.moving], [two.position, two.digest, undefined]);
  });
}

Deno.test("a rebuild that is stopped while it compares passes no judgement: whoever carries it on compares anew", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      await log.append(write("a", 0, noted("x")));
      await running.view(counts).reached(1);
      const stopping = new AbortController();
      let readings = 0;
      async function* readAll(range: { after: number }) {
        if (++readings === 2) stopping.abort();
        yield* log.readAll(range);
        if (readings > 1) return;
        // The live rows move on before they are looked at.
        await log.append(write("a", 1, noted("y")));
        await running.view(counts).reached(2);
      }
      const deps = { kv, log: { head: log.head, readAll }, clock: () => NOW, random: Math.random };
      const lease = await takeLease(deps, counts, await readRebuild(kv, "counts"), "me");
      assert.ok(lease);
      await rebuild(deps, counts, lease, () => Promise.reject(new Error("not to be shown")), stopping.signal);
      const { status, identical, firstDifference } = lease.record;
      assert.deepEqual([status, identical, firstDifference], ["running", undefined, undefined]);
    })
  ));

Deno.test("a view that stopped over a damaged row is healed by a rebuild", () =>
  withKv(async (kv) => {
    const strict: Projection<Count> = {
      ...counts,
      fold(row, event, key) {
        if (row && row.events < 0) throw new Error("less than nothing");
        return counts.fold(row, event, key);
      },
    };
    await running(kv, [strict], async ({ log, running }) => {
      await log.append(write("a", 0, noted("x")));
      await running.view(strict).reached(1);
    });
    await kv.set(viewKey("counts", "1.0", ["all"]), altered({ events: -1, sum: 0 }));
    await running(kv, [strict], async ({ log, running }) => {
      await log.append(write("a", 1, noted("x")));
      await assert.rejects(running.view(strict).reached(2), /less than nothing/);
      const state = await rebuilt(running, "counts");
      assert.deepEqual([state.status, state.identical], ["done", false]);
      await running.view(strict).reached(2);
      assert.deepEqual(await running.view(strict).get(["all"]), { events: 2, sum: 3 });
      assert.equal((await running.status())[0]?.lastError, undefined);
    });
  }));

Deno.test("a rebuild that fails says at which event, and leaves the rows that are shown alone", () =>
  withKv((kv) => {
    let broken = false;
    const fragile: Projection<Count> = {
      ...counts,
      fold(row, event, key) {
        if (broken && event.position === 2) throw new Error("no longer");
        return counts.fold(row, event, key);
      },
    };
    return running(kv, [fragile], async ({ log, running }) => {
      await log.append(write("a", 0, noted("x"), noted("y")));
      await running.view(fragile).reached(2);
      broken = true;
      const state = await rebuilt(running, "counts");
      assert.equal(state.status, "failed");
      assert.equal(state.error, 'Cannot fold Noted at position 2 into view "counts": no longer');
      assert.equal((await readLive(kv, "counts")).build, "1.0");
      assert.deepEqual(await running.view(fragile).get(["all"]), { events: 2, sum: 3 });
    });
  }));
