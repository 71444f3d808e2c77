// A write that threw may have happened. What the writer finds when it looks, and what it says when it cannot look.
import assert from "node:assert/strict";
import { HEAD } from "../../../../infra/eventlog/keys.ts";
import { faultyKv } from "../faulty_kv.ts";
import { everything, kvLog, noted, withKv, write } from "../kit.ts";

/** The first commit happens but says it failed; then the first reads of the head fail as told. */
function blinded(kv: Deno.Kv, times: number, fault: () => Error): { kv: Deno.Kv; failures: () => number } {
  let committed = false, failures = 0;
  const faulty = faultyKv(kv, (commit) => {
    if (commit > 1) return;
    committed = true;
    return "after";
  });
  const blind = new Proxy(faulty, {
    get(target, name) {
      if (name !== "get") return Reflect.get(target, name, target);
      return (key: Deno.KvKey) => {
        if (!committed || key[0] !== HEAD[0] || failures >= times) return kv.get(key);
        failures++;
        return Promise.reject(fault());
      };
    },
  });
  return { kv: blind, failures: () => failures };
}

const three = ["a", "b", "c"].map((stream) => write(stream, "any", noted(stream)));

Deno.test("while the database is locked the writer keeps looking for its write, and answers it as done once", () =>
  withKv(async (kv) => {
    const blind = blinded(kv, 3, () => new TypeError("database is locked"));
    const log = kvLog(blind.kv);
    const results = await Promise.all(three.map((commit) => log.append(commit)));
    assert.equal(blind.failures(), 3);
    assert.deepEqual(results.map((result) => "appended" in result && result.position), [1, 2, 3]);
    assert.deepEqual((await everything(log)).map(({ data }) => data.text), ["a", "b", "c"]);
  }));

Deno.test("when the store cannot be read back the outcome is unknown, and nothing is appended again", () =>
  withKv(async (kv) => {
    const blind = blinded(kv, 1, () => new Error("disk trouble"));
    const log = kvLog(blind.kv);
    const told = await Promise.allSettled(three.map((commit) => log.append(commit)));
    assert.deepEqual(
      told.map((one) => one.status === "rejected" && one.reason.name),
      ["UnknownOutcome", "UnknownOutcome", "UnknownOutcome"],
    );
    assert.deepEqual((await everything(log)).map(({ data }) => data.text), ["a", "b", "c"]);
    assert.ok("appended" in await log.append(write("a", 1, noted("next"))), "the log goes on");
  }));

Deno.test("a command whose outcome was unknown can be asked again and is answered with its result", () =>
  withKv(async (kv) => {
    const log = kvLog(blinded(kv, 1, () => new Error("disk trouble")).kv);
    const command = { ...write("a", "any", noted("x")), commandId: "c", result: 7 };
    await assert.rejects(log.append(command), { name: "UnknownOutcome" });
    assert.deepEqual(await log.append(command), { repeated: 7 });
    assert.equal((await log.head()).position, 1);
  }));
