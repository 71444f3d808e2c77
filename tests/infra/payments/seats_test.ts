// Calls to providers that all hang: the others wait, ever longer, and their own attempts begin at the first.
import assert from "node:assert/strict";
import type { QueuedMessage } from "../../../domain/shared/queue.ts";
import { createSeats } from "../../../infra/payments/seats.ts";
import type { Handler, HandlerContext, Outcome } from "../../../infra/queue/handler.ts";

const context: HandlerContext = {
  claim: { message: { id: "any" } } as unknown as HandlerContext["claim"],
  sending: () => Promise.resolve(),
  signal: new AbortController().signal,
};

function message(id: string, attempt: number): QueuedMessage {
  return { id, kind: "call", lane: id, data: {}, attempt, queuedAt: 0 } as QueuedMessage;
}

Deno.test("who finds no seat waits ever longer, and when there is one makes its first attempt", async () => {
  const hanging = Promise.withResolvers<Outcome>();
  const seen: number[] = [];
  const handler: Handler = {
    kind: "call",
    leaseMs: 1_000,
    maxAttempts: 3,
    lostClaim: "retry",
    run(message) {
      seen.push(message.attempt);
      return message.id === "hangs" ? hanging.promise : Promise.resolve({ done: {} });
    },
  };
  const seated = createSeats(1, () => 0)(handler);
  const first = seated.run(message("hangs", 1), context);
  const waits = [];
  for (let attempt = 1; attempt <= 7; attempt++) {
    waits.push(await seated.run(message("waits", attempt), context));
  }
  assert.deepEqual(
    waits.map((outcome) => "retryAt" in outcome && outcome.retryAt),
    [250, 500, 1_000, 2_000, 4_000, 4_000, 4_000],
  );
  hanging.resolve({ done: {} });
  await first;
  assert.deepEqual(await seated.run(message("waits", 8), context), { done: {} });
  assert.deepEqual(await seated.run(message("waits", 9), context), { done: {} });
  assert.deepEqual(seen, [1, 1, 2]);
});
