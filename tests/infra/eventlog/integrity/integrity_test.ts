// A check of the whole history as the console has it: once at a time, followed as it goes, called off.
import assert from "node:assert/strict";
import { createIntegrity } from "../../../../infra/eventlog/integrity/integrity.ts";
import { prove } from "../../../../infra/eventlog/integrity/prove.ts";
import { createStreamCopies } from "../../../../infra/eventlog/integrity/stream_copies.ts";
import { eventKey } from "../../../../infra/eventlog/keys.ts";
import { createStoredLog } from "../../../../infra/eventlog/read/stored_log.ts";
import { kvLog, noted, NOW, withKv, write } from "../kit.ts";

const forever = new AbortController().signal;
const checks = (kv: Deno.Kv) =>
  createIntegrity({ kv, clock: () => NOW, signedHeads: { read: () => Promise.resolve(null) } });

async function fill(kv: Deno.Kv, commits: number): Promise<void> {
  const log = kvLog(kv);
  const events = Array.from({ length: 50 }, (_, n) => noted(`${n}`));
  for (let n = 0; n < commits; n++) await log.append(write(`s${n % 7}`, "any", ...events));
}

Deno.test("a check can be followed from its beginning to what it found", () =>
  withKv(async (kv) => {
    await fill(kv, 40);
    const integrity = checks(kv);
    assert.equal(integrity.newest(), null);
    integrity.start();
    assert.equal(integrity.newest()?.status, "running");
    const [last] = (await Array.fromAsync(integrity.progress(forever))).slice(-1);
    assert.ok(last?.status === "done");
    assert.deepEqual([last.result.ok, last.result.events, last.at], [
      true,
      2_000,
      new Date(NOW).toISOString(),
    ]);
    assert.deepEqual(integrity.newest(), last);
  }));

Deno.test("a check that is called off says so, and whoever asked for the answer still gets one", () =>
  withKv(async (kv) => {
    await fill(kv, 40);
    const integrity = checks(kv);
    integrity.start();
    await integrity.callOff();
    assert.deepEqual(integrity.newest(), { status: "called_off" });
    const asked = integrity.verify();
    await integrity.callOff();
    assert.equal((await asked).ok, true);
    await integrity.stop();
    integrity.start();
    assert.equal(integrity.newest()?.status, "done");
    await assert.rejects(integrity.verify(), /the process is ending/);
  }));

Deno.test("a fault is named although only the quick proof was asked first, and its place is looked for visibly", () =>
  withKv(async (kv) => {
    await fill(kv, 40);
    await kv.delete(eventKey("s3", 70));
    const { ok, firstBad, problem } = await checks(kv).verify();
    const bad = (await kvLog(kv).readStream("s3", { from: 69, to: 69 }))[0];
    assert.deepEqual([ok, firstBad], [false, (bad?.position ?? 0) + 1]);
    assert.match(problem ?? "", /s3@70 is missing/);
  }));

Deno.test("copies that were exchanged, and members named by numbers, do not deceive the quick proof", () =>
  withKv(async (kv) => {
    await kvLog(kv).append(
      write("a", 0, { type: "Noted", data: { 9: "nine", 10: "ten", a: { 2: 1, 1: 2 } } }),
    );
    await kvLog(kv).append(write("b", 0, noted("other")));
    const log = createStoredLog(kv);
    const proven = () => prove(log, { copies: createStreamCopies(kv, log), vouched: null, moved: () => {} });
    assert.equal((await proven())?.position, 2);
    const [a, b] = await Promise.all([kv.get(eventKey("a", 1)), kv.get(eventKey("b", 1))]);
    await kv.atomic().set(a.key, b.value).set(b.key, a.value).commit();
    assert.equal(await proven(), null);
  }));
