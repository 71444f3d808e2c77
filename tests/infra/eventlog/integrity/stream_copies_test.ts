// Whatever lies where the copies of events are kept is named by a check and put right by a repair.
import assert from "node:assert/strict";
import { repair } from "../../../../infra/eventlog/integrity/repair.ts";
import { verifyStore } from "../../../../infra/eventlog/integrity/verify_store.ts";
import { eventKey, STREAMS } from "../../../../infra/eventlog/keys.ts";
import { kvLog, noted, withKv, write } from "../kit.ts";

const checked = (kv: Deno.Kv) => verifyStore(kv, { read: () => Promise.resolve(null) });

async function mendsAfter(
  spoil: (kv: Deno.Kv) => Promise<unknown>,
  damage: { firstBad: number; problem: string },
  mended: { rewritten: number; removed: number },
): Promise<void> {
  await withKv(async (kv) => {
    const log = kvLog(kv);
    for (let n = 0; n < 3; n++) await log.append(write("s", "any", noted(`${n}`)));
    await spoil(kv);
    const { ok, firstBad, problem } = await checked(kv);
    assert.deepEqual({ ok, firstBad, problem }, { ok: false, ...damage });
    assert.deepEqual(await repair(kv, Math.random), { ...mended, headRestored: false, intruders: 0 });
    assert.equal((await checked(kv)).ok, true);
  });
}

for (const value of ["text", 5, null, undefined, [1], new ArrayBuffer(3), new Deno.KvU64(1n)]) {
  Deno.test(`a copy that is ${Deno.inspect(value)} instead of bytes is named and written anew`, () => {
    const problem = `its copy s@2 ${value === null ? "is missing" : "was altered"}`;
    const spoil = (kv: Deno.Kv) => kv.set(eventKey("s", 2), value);
    return mendsAfter(spoil, { firstBad: 2, problem }, { rewritten: 1, removed: 0 });
  });
}

const strays: [name: string, key: Deno.KvKey][] = [
  ["s@1.5", eventKey("s", 1.5)],
  ["s@0", eventKey("s", 0)],
  ["s@4", eventKey("s", 4)],
  ["s@2@1", [...eventKey("s", 2), 1]],
  ["s@2", [...STREAMS, "s", 2n]],
  ["s", [...STREAMS, "s"]],
  ["7@1", [...STREAMS, 7, 1]],
  ["115@1", [...STREAMS, new Uint8Array([115]), 1]],
];
for (const [name, key] of strays) {
  Deno.test(`a copy under ${Deno.inspect(key)} is no copy of any event: it is named and removed`, () => {
    const spoil = async (kv: Deno.Kv) => await kv.set(key, (await kv.get(eventKey("s", 1))).value);
    const problem = `the copy ${name} has no event in the log`;
    return mendsAfter(spoil, { firstBad: 4, problem }, { rewritten: 0, removed: 1 });
  });
}
