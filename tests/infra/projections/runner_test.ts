import assert from "node:assert/strict";
import { Build } from "../../../infra/projections/build.ts";
import { Runner } from "../../../infra/projections/runner.ts";
import { kvLog, noted, NOW, withKv, write } from "../eventlog/kit.ts";
import { quiet } from "../queue/kit.ts";
import { counts } from "./kit.ts";

Deno.test("a runner that is woken asks whether it is retired, though there is always something new to fold", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    const stop = new AbortController();
    let looks = 0;
    const busy: typeof log = {
      ...log,
      async *readAll(range) {
        if (++looks > 50) stop.abort();
        await log.append(write("a", "any", noted("x")));
        yield* log.readAll(range);
      },
    };
    const build = new Build(kv, "counts", "1.0", null, () => 0.5);
    const deps = { kv, log: busy, logger: quiet, clock: () => NOW, random: () => 0.5 };
    const runner = new Runner(counts, build, deps, { moved() {}, failed() {} });
    let asked = 0;
    await runner.run(stop.signal, () => {
      runner.wake();
      return Promise.resolve(++asked === 3);
    });
    assert.equal(asked, 3);
  }));
