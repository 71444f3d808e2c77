// The state of any stream for the console: folded by the view of its kind, its phase in `status`.
import assert from "node:assert/strict";
import { beginFold, journalState, type StreamState } from "../../../domain/history/fold_stream.ts";
import type { DomainEvent, StoredEvent } from "../../../domain/shared/event.ts";
import { stored } from "../../support/stored.ts";
import { accepted, delivered, ref, responded } from "../responses/story.ts";

function foldStream(streamId: string, events: readonly StoredEvent[]): StreamState {
  const fold = beginFold(streamId);
  if (fold === null) return journalState(events.at(-1));
  fold.add(events);
  return fold.state();
}

Deno.test("a response stream has the phase of the response at every version", () => {
  const streamId = `response-${ref.responseId}`;
  const events = stored(streamId, responded, delivered, accepted);
  const phases = [0, 1, 2, 3].map((version) => foldStream(streamId, events.slice(0, version)).status);
  assert.deepEqual(phases, ["none", "sent", "delivered", "accepted"]);
});

Deno.test("a driver stream is registered and shows what is known of the driver", () => {
  const data = { driverId: 7, firstName: "Иван" };
  const events = stored<DomainEvent>("driver-7", { type: "DriverRegistered", data }, {
    type: "DriverSignedIn",
    data: { driverId: 7 },
  });
  assert.deepEqual(foldStream("driver-7", events), {
    status: "registered",
    ...data,
    registeredAt: "2026-03-03T11:00:00.000Z",
    lastSignInAt: "2026-03-03T11:01:00.000Z",
    signIns: 1,
  });
});

Deno.test("a journal is in the phase of its newest fact", () => {
  const events = stored<DomainEvent>("chat--5", { type: "MessageSent", data: { messageId: "m" } });
  assert.deepEqual(foldStream("chat--5", events), {
    status: "MessageSent",
    at: "2026-03-03T11:00:00.000Z",
    data: { messageId: "m" },
  });
  assert.deepEqual(foldStream("chat--5", []), { status: "empty" });
});

Deno.test("a fact that holds a status of its own does not become the phase", () => {
  const events = stored<DomainEvent>("cargotech", { type: "TokenInvalidated", data: { status: 401 } });
  assert.equal(foldStream("cargotech", events).status, "TokenInvalidated");
});
