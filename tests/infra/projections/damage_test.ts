// What cannot be read or folded stops the view it concerns, once, by name; it is no outage to be tried again for ever.
import assert from "node:assert/strict";
import type { Projection, RowKey } from "../../../domain/shared/projection.ts";
import { logKey } from "../../../infra/eventlog/keys.ts";
import { viewKey } from "../../../infra/projections/keys.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { eventually, kvLog, noted, NOW, withKv, write } from "../eventlog/kit.ts";
import { quiet } from "../queue/kit.ts";
import { type Count, counts } from "./kit.ts";
import { fill, rebuilt, watched } from "./watched.ts";

const other: Projection<Count> = { ...counts, name: "other" };
const MISSING = "Cannot read the log at position 5: it is missing";

Deno.test("a first build over a hole in the log starts with what is before it and says where it is, once", () =>
  withKv(async (kv) => {
    await fill(kv, 9);
    await kv.delete(logKey(5));
    await watched(kv, [counts, other], async ({ running, alarms }) => {
      await assert.rejects(running.view(counts).reached(9), { message: MISSING });
      await assert.rejects(running.view(other).reached(9), { message: MISSING });
      assert.deepEqual(await running.view(counts).get(["all"]), { events: 4, sum: 10 });
      for (const { position, lag, lastError } of await running.status()) {
        assert.deepEqual([position, lag, lastError], [4, 5, MISSING]);
      }
      assert.deepEqual(alarms, [["the log is damaged", { position: 5, what: "it is missing" }]]);
    });
  }));

Deno.test("a view that follows the log folds up to the damage and stops there", () =>
  withKv((kv) =>
    watched(kv, [counts], async ({ running }) => {
      await fill(kv, 2);
      await running.view(counts).reached(2);
    }).then(async () => {
      await fill(kv, 3);
      await kv.set(logKey(4), new TextEncoder().encode("garbage"));
      await watched(kv, [counts], async ({ running, alarms }) => {
        await assert.rejects(running.view(counts).reached(5), /Cannot read the log at position 4/);
        assert.deepEqual(await running.view(counts).get(["all"]), { events: 3, sum: 6 });
        assert.equal(alarms.length, 1);
      });
    })
  ));

Deno.test("a rebuild over a hole in the log ends as failed and leaves the rows that are shown alone", () =>
  withKv((kv) =>
    watched(kv, [counts], async ({ running, alarms }) => {
      await fill(kv, 9);
      await running.view(counts).reached(9);
      await kv.delete(logKey(5));
      const state = await rebuilt(running, "counts");
      assert.deepEqual([state?.status, state?.error], ["failed", MISSING]);
      assert.deepEqual(await running.view(counts).get(["all"]), { events: 9, sum: 45 });
      assert.deepEqual(alarms, [["the log is damaged", { position: 5, what: "it is missing" }]]);
    })
  ));

Deno.test("an outage during a first build is waited out at longer and longer intervals, and ends with a stop", () =>
  withKv(async (kv) => {
    await fill(kv, 1);
    const own = kvLog(kv);
    const log: typeof own = {
      ...own,
      readAll() {
        throw new Error("the store is away");
      },
    };
    const stopping = new AbortController();
    const waited: number[] = [];
    const wait = (ms: number) => {
      if (waited.push(ms) === 8) stopping.abort();
      return Promise.resolve();
    };
    const deps = { kv, log, projections: [counts], logger: quiet, clock: () => NOW, random: Math.random };
    const running = createProjections({ ...deps, wait });
    await running.start(stopping.signal);
    await running.stop();
    assert.deepEqual(waited, [200, 400, 800, 1_600, 3_000, 3_000, 3_000, 3_000]);
  }));

/** Makes of the text of an event a key, however little it is one. */
const keyed = (keyOf: (text: unknown) => unknown): Projection<Count> => ({
  ...counts,
  keys: (event) => [[event.data.text === "poison" ? keyOf(event.data.text) : "good"] as RowKey],
});

const noKeys: [what: string, key: unknown][] = [
  ["nothing", undefined],
  ["no number", NaN],
  ["an object", {}],
  ["endless", "k".repeat(3_000)],
];

for (const [what, key] of noKeys) {
  Deno.test(`an event whose key is ${what} stops the view at its position, live, rebuilt or built anew`, () =>
    withKv(async (kv) => {
      const projection = keyed(() => key);
      const poisoned = /Cannot fold Noted at position 4 into view "counts": .*key/;
      await watched(kv, [projection], async ({ running, log, alarms }) => {
        const texts = ["x", "x", "x", "poison", "x"];
        await log.append(write("s", 0, ...texts.map(noted)));
        await running.view(projection).reached(3);
        await assert.rejects(running.view(projection).reached(5), poisoned);
        assert.equal((await running.view(projection).get(["good"]))?.events, 3);
        const state = await rebuilt(running, "counts");
        assert.equal(state?.status, "failed");
        assert.match(state?.error ?? "", poisoned);
        assert.deepEqual(alarms.map(([message, fields]) => [message, fields?.projection, fields?.position]), [
          ["a view stopped", "counts", 3],
        ]);
      });
      await watched(kv, [{ ...projection, version: 2 }], async ({ running }) => {
        await assert.rejects(running.view(projection).reached(5), poisoned);
        assert.equal((await running.view(projection).get(["good"]))?.events, 3);
      });
    }));
}

Deno.test("a row that cannot be stored stops the view at the event that made it", () =>
  withKv((kv) => {
    const big: Projection<unknown> = {
      ...counts,
      keys: () => [["all"]],
      fold: (_row, { position }) => ({ sum: position === 1 ? 1 : 1n }),
    };
    return watched(kv, [big], async ({ running, log }) => {
      await log.append(write("s", 0, noted("x"), noted("y"), noted("z")));
      await assert.rejects(
        running.view(big).reached(3),
        /Cannot fold Noted at position 2 into view "counts": .*BigInt/,
      );
      assert.equal((await rebuilt(running, "counts"))?.status, "failed");
    });
  }));

Deno.test("a row that cannot be read stops the view by name and key, and a rebuild puts it right", () =>
  withKv((kv) =>
    watched(kv, [counts], async ({ running }) => {
      await fill(kv, 2);
      await running.view(counts).reached(2);
    }).then(async () => {
      const harm = (key: string[]) =>
        kv.set(viewKey("counts", "1.0", key), new TextEncoder().encode("{secret"));
      await harm(["all"]);
      await harm(["stream", "s"]);
      await watched(kv, [counts], async ({ running, log, alarms }) => {
        const named = { message: 'Cannot read row ["all"] of view "counts": it is damaged' };
        await assert.rejects(running.view(counts).get(["all"]), named);
        await assert.rejects(running.view(counts).list([]), named);
        await log.append(write("s", "any", noted("x")));
        await eventually("it has stopped", () => alarms.length > 0);
        const [status] = await running.status();
        assert.match(
          status?.lastError ?? "",
          /^Cannot fold Noted at position 3 into view "counts": Cannot read row \["(all|stream)".*it is damaged$/,
        );
        assert.equal((await rebuilt(running, "counts"))?.status, "done");
        await running.view(counts).reached(3);
        assert.deepEqual(await running.view(counts).get(["all"]), { events: 3, sum: 6 });
        assert.equal(alarms.length, 1);
      });
    })
  ));
