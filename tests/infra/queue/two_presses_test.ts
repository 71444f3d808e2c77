// Two people press the button beside the same dead message: whoever looks while it is sent back still finds it.
import assert from "node:assert/strict";
import { createStepQueue } from "../../../infra/queue/step_queue.ts";
import { createOutboxQueue } from "../../../infra/telegram/outbox_queue.ts";
import { withKv } from "../eventlog/kit.ts";
import { type Bench, bench, handler, working } from "./kit.ts";

/** A queue with one dead message that somebody sends back once it was not found among those that wait. */
async function beingSentBack({ queue, send, ...b }: Bench, data: Readonly<Record<string, unknown>>) {
  await send({ id: "m", data });
  const failing = handler(() => Promise.resolve({ failed: "broken" }));
  await working({ queue, send, ...b }, [failing], (worker) => worker.idle());
  return {
    ...queue,
    async deadOne(messageId: string) {
      await queue.requeue(messageId);
      return await queue.deadOne(messageId);
    },
  };
}

Deno.test("a step that another press has just sent back is found waiting", () =>
  withKv(async (kv) => {
    const queue = await beingSentBack(bench(kv), {});
    assert.equal(await createStepQueue(queue, (text) => text).find("m"), "queued");
  }));

Deno.test("a message to a chat that another press has just sent back is found waiting", () =>
  withKv(async (kv) => {
    const queue = await beingSentBack(bench(kv), { chatId: "1" });
    assert.equal((await createOutboxQueue(queue).message("m"))?.status, "queued");
  }));
