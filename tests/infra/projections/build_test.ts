import assert from "node:assert/strict";
import { Build } from "../../../infra/projections/build.ts";
import { viewKey } from "../../../infra/projections/keys.ts";
import { encodeLive, readLive } from "../../../infra/projections/live.ts";
import { withKv } from "../eventlog/kit.ts";

const folded = (events: number) => {
  const row = { events };
  const rows = [{ key: ["all"], row, after: JSON.stringify(row) }];
  return { rows, hashes: [String.fromCharCode(events).repeat(32)], unchanged: [], fits: true };
};

Deno.test("a build that is not live any more is not written, whatever its writer believes", () =>
  withKv(async (kv) => {
    await kv.set(["live", "counts"], encodeLive("1.0"));
    const { versionstamp } = await readLive(kv, "counts");
    const build = new Build(kv, "counts", "1.0", versionstamp, Math.random);
    assert.equal(await build.write(folded(1), 1), "written");
    await kv.set(["live", "counts"], encodeLive("1.1"));
    assert.equal(await build.write(folded(2), 2), "retired");
    const stored = await kv.get<Uint8Array>(viewKey("counts", "1.0", ["all"]));
    assert.equal(new TextDecoder().decode(stored.value ?? undefined), '{"events":1}');
  }));

Deno.test("of two writers of a live build the slower one is told that it was overtaken", () =>
  withKv(async (kv) => {
    const [one, two] = [1, 2].map(() => new Build(kv, "counts", "1.0", null, Math.random));
    assert.ok(one && two);
    await Promise.all([one.open(), two.open()]);
    assert.equal(await one.write(folded(1), 1), "written");
    assert.equal(await two.write(folded(5), 5), "overtaken");
    assert.equal(await two.open(), 1);
    assert.equal(await two.write(folded(2), 2), "written");
  }));

Deno.test("who reads a row while the very first checkpoint is written is told that there is none", () =>
  withKv(async (kv) => {
    const reading = Promise.withResolvers<void>(), goOn = Promise.withResolvers<void>();
    const slow = Object.create(kv, {
      getMany: {
        async value(keys: Deno.KvKey[]) {
          const found = await kv.getMany(keys);
          if (keys[0]?.[0] === "view") {
            reading.resolve();
            await goOn.promise;
          }
          return found;
        },
      },
      list: { value: kv.list.bind(kv) },
      get: { value: kv.get.bind(kv) },
      atomic: { value: kv.atomic.bind(kv) },
    });
    const build = new Build(slow, "counts", "1.0", null, Math.random);
    const row = build.rows.get(["all"]);
    await reading.promise;
    assert.equal(await build.write(folded(1), 1), "written");
    goOn.resolve();
    assert.equal(await row, null);
  }));
