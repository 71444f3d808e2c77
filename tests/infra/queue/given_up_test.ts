// Whoever runs the product hears of work that will not be done by itself, once for each.
import assert from "node:assert/strict";
import type { Outcome } from "../../../infra/queue/handler.ts";
import { createWorker } from "../../../infra/queue/worker.ts";
import { noted, withKv, write } from "../eventlog/kit.ts";
import { bench, done, handler, quiet } from "./kit.ts";

type Run = (id: string) => Promise<Outcome>;

/** What is told while the messages are done, each tried twice. */
async function told(run: Run, ...ids: string[]): Promise<string[]> {
  const heard: string[] = [];
  await withKv(async (kv) => {
    const b = bench(kv);
    await b.log.append(write("notes", 0, noted("the first")));
    const worker = createWorker({
      ...{ queue: b.queue, log: b.log, clock: b.now, random: () => 0.5, logger: quiet, concurrency: 10 },
      handlers: [handler(({ id }) => run(id), { maxAttempts: 2 })],
      onGivenUp: ({ id }, error) => heard.push(`${id}: ${error}`),
    });
    await b.send(...ids.map((id) => ({ id, lane: id })));
    worker.start();
    for (let attempt = 0; attempt < 2; attempt++) {
      await worker.idle();
      b.pass(1_000);
    }
    await worker.idle();
    await worker.stop();
  });
  return heard;
}

Deno.test("a message that throws to the end is told once, one that is done is not", async () => {
  const run: Run = (id) => id === "bad" ? Promise.reject(new Error("no")) : Promise.resolve(done);
  assert.deepEqual(await told(run, "bad", "good"), ["bad: no"]);
});

Deno.test("a message whose outcome contradicts the log is told as well", async () => {
  const streams = [{ streamId: "notes", expectedVersion: 0, events: [noted("another first")] }];
  assert.deepEqual(await told(() => Promise.resolve({ done: { streams } }), "bug"), [
    'bug: Cannot record the outcome: stream "notes" has moved on',
  ]);
});
