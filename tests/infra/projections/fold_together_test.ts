// Views that are new at the same time are built from one reading of the log, and yet each for itself.
import assert from "node:assert/strict";
import type { Projection } from "../../../domain/shared/projection.ts";
import { BulkFold } from "../../../infra/projections/bulk_fold.ts";
import { readCheckpoint } from "../../../infra/projections/checkpoint.ts";
import { foldTogether, type Together } from "../../../infra/projections/fold_together.ts";
import { readLive } from "../../../infra/projections/live.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { faultyKv } from "../eventlog/faulty_kv.ts";
import { kvLog, noted, NOW, withKv, write } from "../eventlog/kit.ts";
import { quiet } from "../queue/kit.ts";
import { type Count, counts, projectionsOn, spread, storedRows } from "./kit.ts";

const EVENTS = 5_000;
const ALL = { events: EVENTS, sum: EVENTS * (EVENTS + 1) / 2 };
const forever = new AbortController().signal;
const named = (name: string, like: Projection<Count> = counts): Projection<Count> => ({ ...like, name });

async function fill(kv: Deno.Kv) {
  const log = kvLog(kv);
  const events = Array.from({ length: 50 }, () => noted("x"));
  for (let n = 0; n < EVENTS / 50; n++) await log.append(write(`s${n}`, "any", ...events));
  return log;
}

/** A log that counts what is read of it. */
function counting(log: ReturnType<typeof kvLog>) {
  const read = { events: 0 };
  const readAll: typeof log.readAll = async function* (range) {
    for await (const event of log.readAll(range)) {
      read.events++;
      yield event;
    }
  };
  return { read, log: { ...log, readAll } };
}

Deno.test("five new views are built from one reading of the log", () =>
  withKv(async (kv) => {
    const { read, log } = counting(await fill(kv));
    const projections = ["a", "b", "c", "d", "e"].map((name) => named(name, spread));
    const running = createProjections({
      ...{ kv, log, projections, logger: quiet, retireAfter: 0 },
      ...{ clock: () => NOW, random: Math.random },
    });
    await running.start();
    assert.equal(read.events, EVENTS);
    for (const one of projections) assert.deepEqual(await running.view(one).get(["all"]), ALL);
    await running.stop();
  }));

Deno.test("however many rows there are, only some thousands of all views together are kept in memory", () =>
  withKv(async (kv) => {
    const log = await fill(kv);
    const one: Projection<Count> = { ...counts, keys: (event) => [["at", event.position]] };
    let most = 0;
    const folds = ["a", "b", "c"].map((name) =>
      new BulkFold({ kv, log, random: Math.random }, named(name, one), "1.0")
    );
    const all: Together[] = folds.map((fold) => ({
      fold,
      moved() {
        most = Math.max(most, folds.reduce((sum, { held }) => sum + held, 0));
        return Promise.resolve();
      },
      left: (error) => assert.fail(String(error)),
    }));
    await foldTogether(log, all, forever);
    assert.ok(most > 1_000 && most < 10_000, `${most} rows in memory`);
    for (const name of ["a", "b", "c"]) assert.equal((await storedRows(kv, name, "1.0")).length, EVENTS);
  }));

Deno.test("a view that cannot be built stops alone and says where; those built beside it are whole", () =>
  withKv(async (kv) => {
    await fill(kv);
    const poisoned: Projection<Count> = {
      ...named("poisoned"),
      fold(row, event, key) {
        if (event.position === 3_333) throw new Error("indigestible");
        return counts.fold(row, event, key);
      },
    };
    const others = [named("first"), named("second", spread)];
    const { running } = projectionsOn(kv, () => NOW, others[0]!, poisoned, others[1]!);
    await running.start();
    for (const one of others) assert.deepEqual(await running.view(one).get(["all"]), ALL);
    assert.equal((await readLive(kv, "poisoned")).build, null);
    const failed = await running.rebuildOf("poisoned");
    assert.equal(failed?.status, "failed");
    assert.match(failed?.error ?? "", /at position 3333 .*indigestible/);
    await running.stop();
  }));

Deno.test("views that stand at different positions are folded on from there, each event once", () =>
  withKv(async (kv) => {
    const log = await fill(kv);
    const fold = (name: string) => new BulkFold({ kv, log, random: Math.random }, named(name, spread), "1.0");
    await fold("ahead").foldTo(4_000, forever, () => Promise.resolve());
    await fold("behind").foldTo(700, forever, () => Promise.resolve());
    const left: unknown[] = [];
    const together = ["ahead", "behind", "new"].map((name): Together => ({
      fold: fold(name),
      moved: () => Promise.resolve(),
      left: (error) => left.push(error),
    }));
    await foldTogether(log, together, forever);
    assert.deepEqual(left, []);
    const rows = await storedRows(kv, "new", "1.0");
    const { digest } = await readCheckpoint(kv, "new", "1.0");
    assert.equal(rows.length, 2_000 + EVENTS / 50 + 1);
    for (const name of ["ahead", "behind"]) {
      assert.deepEqual(await storedRows(kv, name, "1.0"), rows);
      assert.deepEqual((await readCheckpoint(kv, name, "1.0")).digest, digest);
    }
  }));

Deno.test("wherever the building of several views breaks off, all end with the rows of the log", async () => {
  for (let broken = 1; broken <= 16; broken++) {
    for (const when of ["before", "after"] as const) {
      await withKv(async (kv) => {
        await fill(kv);
        const trouble = faultyKv(kv, (commit) => {
          if (commit !== broken) return;
          if (when === "after") return "after";
          throw new Error("disk trouble");
        });
        const views = [named("one", spread), named("two"), named("three", spread)];
        const { running } = projectionsOn(trouble, () => NOW, ...views);
        await running.start().catch(() => running.start());
        for (const view of views) assert.deepEqual(await running.view(view).get(["all"]), ALL);
        await running.stop();
      });
    }
  }
});
