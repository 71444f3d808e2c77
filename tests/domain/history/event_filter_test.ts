// Finding events: every condition given must hold, times include their beginning and not their end.
import assert from "node:assert/strict";
import { type EventFilter, matches } from "../../../domain/history/event_filter.ts";
import { stored } from "../../support/stored.ts";
import { accepted, delivered, responded } from "../responses/story.ts";

const events = stored(
  "response-1",
  [responded, { kind: "driver", id: "7" }],
  delivered,
  [accepted, { kind: "dispatcher", id: "7" }],
);
const found = (filter: EventFilter) =>
  events.filter((event) => matches(event, filter)).map(({ version }) => version);

Deno.test("no condition finds everything", () => {
  assert.deepEqual(found({}), [1, 2, 3]);
});

Deno.test("stream and type are exact", () => {
  assert.deepEqual(found({ stream: "response-1" }), [1, 2, 3]);
  assert.deepEqual(found({ stream: "response-" }), []);
  assert.deepEqual(found({ type: "ResponseAccepted" }), [3]);
});

Deno.test("an actor is a kind, a kind with an id, or an id of any kind", () => {
  assert.deepEqual(found({ actor: "driver" }), [1]);
  assert.deepEqual(found({ actor: "dispatcher:7" }), [3]);
  assert.deepEqual(found({ actor: "7" }), [1, 3]);
  assert.deepEqual(found({ actor: "system" }), [2]);
});

Deno.test("times include their beginning and not their end", () => {
  assert.deepEqual(found({ from: "2026-03-03T11:01:00.000Z", to: "2026-03-03T11:02:00.000Z" }), [2]);
});

Deno.test("all conditions must hold", () => {
  assert.deepEqual(found({ actor: "7", type: "ResponseAccepted" }), [3]);
  assert.deepEqual(found({ actor: "driver", type: "ResponseAccepted" }), []);
});
