import assert from "node:assert/strict";
import fc from "fast-check";
import type { RowKey } from "../../../domain/shared/projection.ts";
import { BulkFold } from "../../../infra/projections/bulk_fold.ts";
import { compareKeys, firstDifference } from "../../../infra/projections/compare.ts";
import { rowKey, viewKey } from "../../../infra/projections/keys.ts";
import { kvLog, noted, withKv, write } from "../eventlog/kit.ts";
import { counts } from "./kit.ts";

const { signal } = new AbortController();

Deno.test("keys compare as the store orders them", () => {
  const part = fc.oneof(
    fc.string({ unit: "binary", maxLength: 5 }),
    fc.integer(),
    fc.double({ noNaN: true }),
  );
  const key = fc.array(part, { minLength: 1, maxLength: 3 });
  return fc.assert(
    fc.asyncProperty(fc.array(key, { maxLength: 20 }), (keys) =>
      withKv(async (kv) => {
        for (const key of keys) await kv.set(viewKey("v", "1.0", key), 1);
        const entries = await Array.fromAsync(kv.list({ prefix: viewKey("v", "1.0", []) }));
        const ordered: RowKey[] = entries.map(({ key }) => rowKey(key));
        for (const [index, key] of ordered.slice(1).entries()) {
          assert.ok(compareKeys(ordered[index] ?? [], key) < 0);
          assert.ok(compareKeys(key, ordered[index] ?? []) > 0);
        }
      })),
    { numRuns: 50 },
  );
});

Deno.test("a row that was set back to an earlier state of itself is found while the other build is still there", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    await log.append(write("a", 0, noted("x"), noted("y")));
    const fold = (label: string) => new BulkFold({ kv, log, random: Math.random }, counts, label);
    const live = fold("1.0"), rebuilt = fold("1.1");
    const to = (build: BulkFold, position: number) => build.foldTo(position, signal, () => Promise.resolve());
    await to(live, 2);
    await to(rebuilt, 1);
    const then = { events: 1, sum: 1 };
    await kv.set(viewKey("counts", "1.0", ["stream", "a"]), new TextEncoder().encode(JSON.stringify(then)));
    const difference = await firstDifference({
      kv,
      name: "counts",
      live: "1.0",
      rebuilt: "1.1",
      foldTo: (position) => to(rebuilt, position),
      signal,
    });
    assert.deepEqual(difference, {
      key: ["stream", "a"],
      live: JSON.stringify(then),
      rebuilt: JSON.stringify({ events: 2, sum: 3 }),
    });
  }));

Deno.test("differences beyond the first page are found, and the first in key order is the one named", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    const rows = { ...counts, keys: (event: { position: number }) => [["at", event.position]] };
    for (let n = 0; n < 30; n++) {
      await log.append(write("a", "any", ...Array.from({ length: 50 }, () => noted("x"))));
    }
    const builds = ["1.0", "1.1"].map((label) => new BulkFold({ kv, log, random: Math.random }, rows, label));
    for (const build of builds) await build.foldTo(Infinity, signal, () => Promise.resolve());
    const pair = { kv, name: "counts", live: "1.0", rebuilt: "1.1", foldTo: () => Promise.resolve(), signal };
    assert.equal(await firstDifference(pair), null);
    for (const position of [1_400, 777]) await kv.delete(viewKey("counts", "1.1", ["at", position]));
    assert.deepEqual((await firstDifference(pair))?.key, ["at", 777]);
    await kv.set(viewKey("counts", "1.1", ["at", 500.5]), new TextEncoder().encode("{}"));
    assert.deepEqual((await firstDifference(pair))?.key, ["at", 500.5]);
  }));
