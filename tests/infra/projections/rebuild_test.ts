import assert from "node:assert/strict";
import type { RebuildState } from "../../../domain/projections/ports.ts";
import { viewKey } from "../../../infra/projections/keys.ts";
import { readLive } from "../../../infra/projections/live.ts";
import { eventually, noted, withFile, withKv, write } from "../eventlog/kit.ts";
import { altered, counts, ended, rebuilt, running } from "./kit.ts";

Deno.test("a rebuild of rows nobody touched finds them identical, and shows the new ones", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      for (let n = 0; n < 50; n++) await log.append(write(`s${n % 7}`, "any", noted("x"), noted("y")));
      await running.view(counts).reached(100);
      const state = await rebuilt(running, "counts");
      assert.deepEqual({ ...state, eventsPerSecond: 0 }, {
        rebuildId: "counts-1.1",
        status: "done",
        position: 100,
        target: 100,
        eventsPerSecond: 0,
        identical: true,
      });
      assert.equal((await readLive(kv, "counts")).build, "1.1");
      assert.deepEqual(await running.view(counts).get(["all"]), { events: 100, sum: 5050 });
      await log.append(write("s1", "any", noted("z")));
      await running.view(counts).reached(101);
      assert.deepEqual(await running.view(counts).get(["all"]), { events: 101, sum: 5151 });
    })
  ));

Deno.test("a row altered by hand is named with both rows, and the rebuild puts it right", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      for (let n = 0; n < 9; n++) await log.append(write(`s${n % 3}`, "any", noted("x")));
      await running.view(counts).reached(9);
      const wrong = { events: 99, sum: 1 };
      await kv.set(viewKey("counts", "1.0", ["stream", "s2"]), altered(wrong));
      await kv.set(viewKey("counts", "1.0", ["stream", "s1"]), altered(wrong));
      const state = await rebuilt(running, "counts");
      assert.equal(state.identical, false);
      assert.deepEqual(state.firstDifference, {
        key: ["stream", "s1"],
        live: wrong,
        rebuilt: { events: 3, sum: 15 },
      });
      assert.deepEqual(await running.view(counts).get(["stream", "s1"]), { events: 3, sum: 15 });
      assert.equal((await rebuilt(running, "counts")).identical, true);
    })
  ));

Deno.test("a missing row, an extra row and one that is no JSON at all are differences too", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      for (let n = 0; n < 3; n++) await log.append(write(`s${n}`, "any", noted("x")));
      await running.view(counts).reached(3);
      const damage: [build: string, RebuildState["firstDifference"], () => Promise<unknown>][] = [
        [
          "1.0",
          { key: ["stream", "s0"], live: null, rebuilt: { events: 1, sum: 1 } },
          () => kv.delete(viewKey("counts", "1.0", ["stream", "s0"])),
        ],
        [
          "1.1",
          { key: ["stream", "é"], live: { extra: true }, rebuilt: null },
          () => kv.set(viewKey("counts", "1.1", ["stream", "é"]), altered({ extra: true })),
        ],
        [
          "1.2",
          { key: ["all"], live: "not json", rebuilt: { events: 3, sum: 6 } },
          () => kv.set(viewKey("counts", "1.2", ["all"]), new TextEncoder().encode("not json")),
        ],
      ];
      for (const [build, difference, harm] of damage) {
        assert.equal((await readLive(kv, "counts")).build, build);
        await harm();
        assert.deepEqual((await rebuilt(running, "counts")).firstDifference, difference);
      }
    })
  ));

Deno.test("events that arrive during a rebuild are in both, and reads never go back", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      const view = running.view(counts);
      for (let n = 0; n < 2_000; n++) log.append(write(`s${n}`, "any", noted("x")));
      await view.reached(2_000);
      const started = await running.rebuild("counts");
      assert.ok("rebuildId" in started);
      let seen = 0, appended = 2_000;
      for (let over = false; !over;) {
        const result = await log.append(write(`s${appended++ % 2_500}`, "any", noted("y")));
        assert.ok("appended" in result);
        await view.reached(result.position);
        const events = (await view.get(["all"]))?.events ?? 0;
        assert.ok(events >= result.position && events >= seen, `${events} after ${seen}`);
        seen = events;
        over = (await running.rebuildOf("counts"))?.status !== "running";
      }
      const state = await ended(running, "counts");
      assert.deepEqual({ status: state.status, identical: state.identical }, {
        status: "done",
        identical: true,
      });
      assert.equal((await readLive(kv, "counts")).build, "1.1");
    })
  ));

Deno.test("new rows are shown although events that concern the view in nothing never stop coming", () =>
  withKv((kv) =>
    running(kv, [{ ...counts, keys: () => [] }], async ({ log, running }) => {
      let done = false;
      const busy = (async () => {
        while (!done) await Promise.all([1, 2, 3].map((n) => log.append(write(`a${n}`, "any", noted("x")))));
      })();
      await running.rebuild("counts");
      const { status } = await ended(running, "counts");
      done = true;
      await busy;
      assert.equal(status, "done");
    })
  ));

Deno.test("a second rebuild of the same view is refused while one runs, and an unknown view has none", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      await log.append(write("a", 0, noted("x")));
      const [one, two] = await Promise.all([running.rebuild("counts"), running.rebuild("counts")]);
      assert.deepEqual(["rebuildId" in one, "rebuildId" in two].sort(), [false, true]);
      assert.deepEqual("refused" in one ? one : two, { refused: "rebuild_running" });
      assert.deepEqual(await running.rebuild("nothing"), { refused: "not_found" });
      await ended(running, "counts");
      assert.ok("rebuildId" in await running.rebuild("counts"));
      await ended(running, "counts");
    })
  ));

Deno.test("another process on the same file shows the new rows soon, and its writes stay exact", () =>
  withFile((path) =>
    withKv(
      (one) =>
        withKv((two) =>
          running(one, [counts], (first) =>
            running(two, [counts], async (second) => {
              for (let n = 0; n < 10; n++) await first.log.append(write("a", "any", noted("x")));
              await Promise.all([first, second].map(({ running }) => running.view(counts).reached(10)));
              await one.set(viewKey("counts", "1.0", ["all"]), altered({ events: 0, sum: 0 }));
              assert.equal((await rebuilt(first.running, "counts")).identical, false);
              await eventually("the other process shows it", async () =>
                (await second.running.view(counts).get(["stream", "a"]))?.events === 10 &&
                (await second.running.view(counts).get(["all"]))?.events === 10);
              for (let n = 0; n < 10; n++) {
                const { log } = n % 2 === 0 ? first : second;
                await log.append(write("a", "any", noted("x")));
              }
              for (const { running } of [first, second]) {
                await running.view(counts).reached(20);
                assert.deepEqual(await running.view(counts).get(["all"]), { events: 20, sum: 210 });
              }
              await eventually(
                "only the live build is left",
                async () => (await Array.fromAsync(one.list({ prefix: ["cp", "counts"] }))).length === 1,
              );
              await eventually(
                "and its rows",
                async () =>
                  (await Array.fromAsync(one.list({ prefix: ["view", "counts", "1.0"] }))).length === 0,
              );
            })), path),
      path,
    )
  ));
