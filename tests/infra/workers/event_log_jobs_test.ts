// The head of the log is signed every hour, and of a new product as soon as there is something to sign.
import assert from "node:assert/strict";
import { createSignedHeads } from "../../../infra/eventlog/integrity/signed_head.ts";
import { eventLogJobs } from "../../../infra/workers/event_log_jobs.ts";
import { createJobHandler, firstRun } from "../../../infra/workers/jobs.ts";
import { kvLog, noted, withKv, write } from "../eventlog/kit.ts";
import { bench } from "../queue/kit.ts";

const SOON = 2_000, HOUR = 3_600_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

Deno.test("an empty log is not signed but looked at again soon; then its head is signed every hour", () =>
  withKv(async (kv) => {
    const b = bench(kv), log = kvLog(kv), random = Math.random;
    const signedHeads = createSignedHeads({ kv, keys: [new Uint8Array(32)], clock: b.now, random });
    const job = eventLogJobs({ kv, log, random, logger: silent, signedHeads })[0]!;
    const work = async () => {
      const worker = b.worker([createJobHandler(job, { clock: b.now, alarm: () => {} })]);
      worker.start();
      await worker.idle();
      await worker.stop();
      return (await b.queue.scan()).map(({ due }) => due - b.now());
    };
    await b.send(firstRun(job));
    assert.deepEqual(await work(), [SOON]);
    assert.equal(await signedHeads.read(), null);
    await log.append(write("a", 0, noted("first")));
    b.pass(SOON);
    assert.deepEqual(await work(), [HOUR]);
    assert.equal((await signedHeads.read())?.head?.position, 1);
  }));
