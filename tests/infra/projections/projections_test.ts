import assert from "node:assert/strict";
import type { Projection } from "../../../domain/shared/projection.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { readCheckpoint } from "../../../infra/projections/checkpoint.ts";
import { readLive } from "../../../infra/projections/live.ts";
import { eventually, kvLog, noted, NOW, withFile, withKv, write } from "../eventlog/kit.ts";
import { type Count, counts, projectionsOn, running } from "./kit.ts";
import { quiet } from "../queue/kit.ts";
import { faultyKv } from "../eventlog/faulty_kv.ts";

Deno.test("after reached, a read sees the write, every time", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      const view = running.view(counts);
      assert.equal(await view.get(["all"]), null);
      assert.deepEqual(await view.list(["stream"]), []);
      for (let n = 1; n <= 40; n++) {
        const result = await log.append(write(`s${n % 3}`, "any", noted("x")));
        assert.ok("appended" in result);
        await view.reached(result.position);
        assert.equal((await view.get(["all"]))?.events, n);
        const rows = await view.list(["stream"]);
        assert.equal(rows.reduce((sum, { row }) => sum + row.events, 0), n);
      }
    })
  ));

Deno.test("twenty views read what was just committed once for all of them", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    let readings = 0;
    const counted: typeof log = {
      ...log,
      readAll(range) {
        readings++;
        return log.readAll(range);
      },
    };
    const projections = Array.from({ length: 20 }, (_, n) => ({ ...counts, name: `counts-${n}` }));
    const deps = { kv, log: counted, projections, logger: quiet, clock: () => NOW, random: Math.random };
    const running = createProjections(deps);
    await running.start();
    const views = projections.map((projection) => running.view(projection));
    readings = 0;
    for (let n = 1; n <= 20; n++) {
      await log.append(write("a", "any", noted("x")));
      await Promise.all(views.map((view) => view.reached(n)));
    }
    assert.deepEqual(
      await Promise.all(views.map(async (view) => (await view.get(["all"]))?.events)),
      Array(20).fill(20),
    );
    assert.ok(readings < 200, `${readings} readings; each view by itself needs 400`);
    await running.stop();
  }));

Deno.test("a list is ordered, limited, continued after a key and read backwards", () =>
  withKv((kv) =>
    running(kv, [counts], async ({ log, running }) => {
      for (const name of ["a", "b", "c", "d"]) await log.append(write(name, 0, noted("x")));
      const view = running.view(counts);
      await view.reached(4);
      const names = async (...args: Parameters<typeof view.list>) =>
        (await view.list(...args)).map(({ key }) => key[1]);
      assert.deepEqual(await names(["stream"]), ["a", "b", "c", "d"]);
      assert.deepEqual(await names(["stream"], { limit: 2 }), ["a", "b"]);
      assert.deepEqual(await names(["stream"], { limit: 2, after: ["stream", "b"] }), ["c", "d"]);
      assert.deepEqual(await names(["stream"], { backwards: true, limit: 2 }), ["d", "c"]);
      assert.deepEqual(await names(["stream"], { backwards: true, after: ["stream", "c"] }), ["b", "a"]);
    })
  ));

Deno.test("a removed row is gone from reads and lists", () =>
  withKv((kv) => {
    const open: Projection<string> = {
      name: "open",
      version: 1,
      keys: (event) => [[event.streamId]],
      fold: (row, event) => row === null ? String(event.data.text) : null,
    };
    return running(kv, [open], async ({ log, running }) => {
      const view = running.view(open);
      await log.append(write("a", 0, noted("1")));
      await view.reached(1);
      assert.deepEqual((await view.list([])).map(({ row }) => row), ["1"]);
      await log.append(write("a", 1, noted("2")));
      await view.reached(2);
      assert.deepEqual([await view.get(["a"]), await view.list([])], [null, []]);
    });
  }));

Deno.test("a restart goes on where the checkpoint is", () =>
  withKv(async (kv) => {
    await running(kv, [counts], async ({ log, running }) => {
      await log.append(write("a", 0, noted("1")));
      await running.view(counts).reached(1);
    });
    await running(kv, [counts], async ({ log, running }) => {
      await log.append(write("a", 1, noted("2")));
      await running.view(counts).reached(2);
      assert.deepEqual(await running.view(counts).get(["all"]), { events: 2, sum: 3 });
    });
  }));

Deno.test("two runners at once fold every event exactly once, and both read the truth", () =>
  withFile((path) =>
    withKv((one) =>
      withKv(
        (two) =>
          running(one, [counts], (first) =>
            running(two, [counts], async (second) => {
              for (let n = 0; n < 60; n++) {
                const { log } = n % 2 === 0 ? first : second;
                await log.append(write(`s${n % 5}`, "any", noted("x"), noted("y")));
              }
              const want = { events: 120, sum: 7260 };
              for (const { running } of [first, second]) {
                await running.view(counts).reached(120);
                assert.deepEqual(await running.view(counts).get(["all"]), want);
              }
            })),
        path,
      ), path)
  ));

Deno.test("what another process has folded first shows in lists as well, also where folding it again changes nothing", () =>
  withFile((path) => {
    const latest: Projection<string> = {
      name: "latest",
      version: 1,
      keys: (event) => [[event.streamId]],
      fold: (_row, event) => String(event.data.text),
    };
    return withKv((one) =>
      withKv(
        (two) =>
          running(one, [latest], (first) =>
            running(two, [latest], async (second) => {
              const here = first.running.view(latest);
              const there = second.running.view(latest);
              for (let version = 0; version < 20; version++) {
                await first.log.append(write("a", version, noted(`${version}`)));
                for (const view of [here, there]) {
                  await view.reached(version + 1);
                  assert.deepEqual(await view.list([]), [{ key: ["a"], row: `${version}` }]);
                }
              }
            })),
        path,
      ), path);
  }));

Deno.test("the same events give the same digest, however they were batched", async () => {
  const digests: string[] = [];
  for (const atOnce of [true, false]) {
    await withKv(async (kv) => {
      const log = kvLog(kv);
      const fill = async () => {
        for (let n = 0; n < 30; n++) await log.append(write(`s${n % 4}`, "any", noted(`${n}`)));
      };
      if (atOnce) await fill();
      await running(kv, [counts], async ({ running }) => {
        if (!atOnce) await fill();
        await running.view(counts).reached(30);
      });
      digests.push((await readCheckpoint(kv, "counts", "1.0")).digest);
    });
  }
  assert.equal(digests[0], digests[1]);
  assert.notEqual(digests[0], "0".repeat(64));
});

Deno.test("a projection that throws stops alone, at the event, and says so", () =>
  withKv((kv) => {
    const fragile: Projection<Count> = {
      ...counts,
      name: "fragile",
      fold(row, event, key) {
        if (event.position === 7) throw new Error("cannot count to seven");
        return counts.fold(row, event, key);
      },
    };
    return running(kv, [counts, fragile], async ({ log, running }) => {
      await log.append(write("a", 0, ...Array.from({ length: 10 }, () => noted("x"))));
      await running.view(counts).reached(10);
      await assert.rejects(
        running.view(fragile).reached(10),
        /Cannot fold Noted at position 7 into view "fragile": cannot count to seven/,
      );
      assert.deepEqual(await running.view(fragile).get(["all"]), { events: 6, sum: 21 });
      const status = await running.status();
      assert.deepEqual(status.map(({ name, position, lag }) => ({ name, position, lag })), [
        { name: "counts", position: 10, lag: 0 },
        { name: "fragile", position: 6, lag: 4 },
      ]);
      assert.match(status[1]?.lastError ?? "", /cannot count to seven/);
    });
  }));

Deno.test("new code is built beside the old rows, becomes live in one step, and the old build goes", () =>
  withKv(async (kv) => {
    await running(kv, [counts], async ({ log, running }) => {
      await log.append(write("a", 0, noted("1"), noted("2")));
      await running.view(counts).reached(2);
    });
    const doubled: Projection<Count> = {
      ...counts,
      version: 2,
      fold: (row, event) => ({ events: (row?.events ?? 0) + 2, sum: (row?.sum ?? 0) + event.position }),
    };
    await running(kv, [doubled], async ({ running }) => {
      assert.deepEqual(await running.view(doubled).get(["all"]), { events: 4, sum: 3 });
    });
    assert.equal((await readLive(kv, "counts")).build, "2.1");
    await running(kv, [doubled], () =>
      eventually("the old build is gone", async () => {
        const rows = await Array.fromAsync(kv.list({ prefix: ["view", "counts", "1.0"] }));
        const checkpoint = await kv.get(["cp", "counts", "1.0"]);
        return rows.length === 0 && checkpoint.value === null;
      }));
  }));

Deno.test("more events than one atomic write holds are folded all the same", () =>
  withKv(async (kv) => {
    const { log } = projectionsOn(kv, () => NOW, counts);
    const wide: Projection<string> = {
      name: "wide",
      version: 1,
      keys: (event) => [["row", event.position], ["copy", event.position]],
      fold: (_row, event) => String(event.data.text).repeat(30),
    };
    for (let n = 0; n < 20; n++) {
      await log.append(write("a", "any", ...Array.from({ length: 50 }, () => noted("x".repeat(50)))));
    }
    await running(kv, [wide], async ({ running }) => {
      assert.equal((await running.view(wide).list(["row"])).length, 1000);
      assert.equal((await running.view(wide).list(["copy"])).length, 1000);
    });
  }));

Deno.test("events that concern a view in nothing still count as reached", () =>
  withKv((kv) => {
    const none: Projection<string> = { name: "none", version: 1, keys: () => [], fold: () => null };
    return running(kv, [none], async ({ log, running }) => {
      await log.append(write("a", 0, noted("x")));
      await running.view(none).reached(1);
      await eventually("the view is level", async () => (await running.status())[0]?.lag === 0);
    });
  }));

Deno.test("waiting for a position ends when the projections stop", () =>
  withKv(async (kv) => {
    const { running } = projectionsOn(kv, () => NOW, counts);
    await running.start();
    const waiting = running.view(counts).reached(99);
    const rejected = assert.rejects(waiting, /View "counts" has stopped at position 0/);
    await running.stop();
    await rejected;
  }));

Deno.test("a write that failed, or of which nobody knows, is neither lost nor folded twice", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    const faults: Record<number, "before" | "after"> = { 2: "before", 4: "after", 7: "after" };
    const trouble = faultyKv(kv, (commit) => {
      if (faults[commit] === "before") throw new Error("disk trouble");
      return faults[commit] === "after" ? "after" : undefined;
    });
    const deps = { log, projections: [counts], logger: quiet, clock: () => NOW, random: Math.random };
    const running = createProjections({ ...deps, kv: trouble });
    await running.start();
    const view = running.view(counts);
    for (let n = 1; n <= 12; n++) {
      await log.append(write("a", "any", noted("x")));
      await view.reached(n);
      assert.equal((await view.get(["all"]))?.events, n);
    }
    await running.stop();
  }));
