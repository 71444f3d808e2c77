// Nobody waits for ever: neither for others who are quicker to be written, nor for a store that stays locked.
import assert from "node:assert/strict";
import { createKvEventLog } from "../../../../infra/eventlog/kv_event_log.ts";
import { faultyKv } from "../faulty_kv.ts";
import { everything, kvLog, logDeps, noted, withKv, write } from "../kit.ts";

const WRITERS = 150;
/** What writers may write before the test has failed. */
const GIVE_UP = 6_000;

Deno.test("an append that has to be read for is not passed over by those that need no reading", () =>
  withKv(async (kv) => {
    const log = kvLog(kv);
    let written = 0, isOver = false;
    const busy = Promise.withResolvers<void>();
    const writers = Array.from({ length: WRITERS }, async (_, n) => {
      for (let version = 0; !isOver && written < GIVE_UP; version++) {
        assert.ok("appended" in await log.append(write(`s${n}`, version, noted("x"))));
        if (++written === 4 * WRITERS) busy.resolve();
      }
    });
    await busy.promise;
    const before = written;
    assert.ok("appended" in await log.append(write("nobody read it", "any", noted("y"))));
    const meanwhile = written - before;
    isOver = true;
    await Promise.all(writers);
    assert.ok(meanwhile < 10 * WRITERS, `${meanwhile} others were written first`);
  }));

Deno.test("while the store stays locked every append fails after a while, once for all that wait, and nothing is written", () =>
  withKv(async (kv) => {
    let isLocked = true, tries = 0;
    const store = faultyKv(kv, () => {
      if (isLocked && ++tries <= 1_000) throw new TypeError("database is locked");
    });
    const log = createKvEventLog({ ...logDeps(), random: () => 0, kv: store });
    const three = ["a", "b", "c"].map((stream) => write(stream, 0, noted(stream)));
    const told = await Promise.allSettled(three.map((commit) => log.append(commit)));
    const reasons = told.map((one) => one.status === "rejected" && String(one.reason));
    assert.deepEqual(reasons, three.map(() => "TypeError: database is locked"));
    assert.deepEqual(await everything(log), []);
    isLocked = false;
    assert.ok("appended" in await log.append(write("a", 0, noted("again"))));
  }));
