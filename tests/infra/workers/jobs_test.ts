// Jobs that come back by themselves: one chain of runs each, started anew when what they depend on has changed.
import assert from "node:assert/strict";
import { fingerprint } from "../../../infra/workers/fingerprint.ts";
import { createJobHandler, dropOtherRuns, firstRun, type Job } from "../../../infra/workers/jobs.ts";
import { withKv } from "../eventlog/kit.ts";
import { type Bench, bench } from "../queue/kit.ts";

const DAY = 86_400_000;
const job = (settings: string, run: () => Promise<void>): Job => ({
  kind: "tell",
  everyMs: DAY,
  settings,
  run,
});

/** Starts a process with the job, does what is due and stops it. */
async function start(b: Bench, job: Job): Promise<void> {
  await dropOtherRuns(b.queue, [job]);
  await b.send(firstRun(job));
  await work(b, job);
}

async function work(b: Bench, job: Job, alarm: (message: string, fields?: object) => void = () => {}) {
  const worker = b.worker([createJobHandler(job, { clock: b.now, alarm })]);
  worker.start();
  await worker.idle();
  await worker.stop();
}

async function pending(b: Bench) {
  return (await b.queue.scan()).map(({ due, message }) => [message.id, due - b.now()]);
}

Deno.test("a job runs at once with new settings, also when it goes back to old ones, and only one chain goes on", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const told: string[] = [];
    const telling = (settings: string) => job(settings, () => Promise.resolve(void told.push(settings)));
    for (const settings of ["a", "a", "b", "b", "a"]) await start(b, telling(settings));
    assert.deepEqual(told, ["a", "b", "a"]);
    assert.deepEqual(await pending(b), [["tell:a", DAY]]);
    b.pass(DAY);
    await work(b, telling("a"));
    assert.deepEqual(told, ["a", "b", "a", "a"]);
    assert.deepEqual(await pending(b), [["tell:a", DAY]]);
  }));

Deno.test("a run left by another process with other settings is not done, and ends its chain", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const told: string[] = [];
    const ours = job("ours", () => Promise.resolve(void told.push("ours")));
    await start(b, ours);
    await b.send({ ...firstRun(job("theirs", () => Promise.resolve())) });
    await work(b, ours);
    assert.deepEqual(told, ["ours"]);
    assert.deepEqual(await pending(b), [["tell:ours", DAY]]);
  }));

Deno.test("a job that fails for five minutes is told to a person, and again every hour; one that mends itself is not", () =>
  withKv(async (kv) => {
    const b = bench(kv);
    const told: unknown[] = [];
    const alarm = (message: string, fields?: object) => void told.push({ message, ...fields, at: b.now() });
    const begun = b.now();
    let broken = true;
    const failing = job("a", () => broken ? Promise.reject(new Error("no answer")) : Promise.resolve());
    await b.send(firstRun(failing));
    const again = async (times: number) => {
      for (let time = 0; time < times; time++) {
        await work(b, failing, alarm);
        b.pass(30_000);
      }
    };
    await again(9);
    assert.deepEqual(told, []);
    await again(121);
    const about = { message: "a job keeps failing", job: "tell", error: "no answer" };
    assert.deepEqual(told, [
      { ...about, attempts: 10, at: begun + 9 * 30_000 },
      { ...about, attempts: 130, at: begun + 129 * 30_000 },
    ]);
    broken = false;
    await again(1);
    broken = true;
    b.pass(DAY);
    await again(9);
    assert.equal(told.length, 2);
  }));

Deno.test("a fingerprint tells settings apart and nothing of what they are", () => {
  const key = new Uint8Array(32).fill(1);
  const one = fingerprint(key, ["+79001112233", "correct horse battery"]);
  assert.match(one, /^[\w-]{22}$/);
  assert.equal(one, fingerprint(key, ["+79001112233", "correct horse battery"]));
  assert.notEqual(one, fingerprint(key, ["+79001112233", "correct horse"]));
  assert.notEqual(one, fingerprint(new Uint8Array(32).fill(2), ["+79001112233", "correct horse battery"]));
});
