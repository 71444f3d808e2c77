import assert from "node:assert/strict";
import { outcomeOf } from "../../islands/(_host)/send_waiting.ts";
import { savedAt } from "../../texts/offline.ts";

const answer = (status: number, type: ResponseType = "basic") => ({ status, type });

Deno.test("a form that led on to its page was taken", () => {
  assert.equal(outcomeOf(answer(0, "opaqueredirect")), "sent");
});

Deno.test("an answer that could still be taken goes on waiting", () => {
  assert.equal(outcomeOf(null), null, "no connection");
  for (const status of [401, 429, 500, 503]) assert.equal(outcomeOf(answer(status)), null, String(status));
});

Deno.test("an answer that never will be taken is told of", () => {
  for (const status of [402, 404, 409, 422]) {
    assert.equal(outcomeOf(answer(status)), "refused", String(status));
  }
});

Deno.test("when a page was kept is told in Moscow's time, with the day unless it is today", () => {
  const at = Date.parse("2026-03-03T20:30:00Z");
  assert.equal(savedAt(at, at + 60_000), "в 23:30");
  assert.equal(savedAt(at, Date.parse("2026-03-03T21:30:00Z")), "3 марта в 23:30");
});
