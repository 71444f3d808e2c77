// The row of a response: what the driver sees of its story.
import assert from "node:assert/strict";
import { foldResponse, type ResponseRow, responses } from "../../../domain/responses/view.ts";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { stored } from "../../support/stored.ts";
import {
  accepted,
  cargo,
  completed,
  delivered,
  rated,
  ref,
  rejected,
  responded,
  withdrawn,
} from "./story.ts";

const dispatcher = { kind: "dispatcher", id: "700000301", name: "Ольга" } as const;
const driver = { kind: "driver", id: "700000101", name: "Иван" } as const;

function rowOf(events: readonly StoredEvent[]): ResponseRow | null {
  return events.reduce<ResponseRow | null>((row, event) => responses.fold(row, event, []), null);
}

Deno.test("the whole story is told with times and with who decided, oldest first", () => {
  const events = stored("response-1", [responded, driver], delivered, [accepted, dispatcher], completed, [
    rated,
    driver,
  ]);
  assert.deepEqual(rowOf(events), {
    ...ref,
    cargo,
    phone: "+79123456789",
    name: "Иван",
    comment: "Буду к девяти",
    status: "completed",
    timeline: [
      { status: "sent", at: "2026-03-03T11:00:00.000Z" },
      { status: "delivered", at: "2026-03-03T11:01:00.000Z" },
      { status: "accepted", at: "2026-03-03T11:02:00.000Z", actor: { id: "700000301", name: "Ольга" } },
      { status: "completed", at: "2026-03-03T11:03:00.000Z" },
    ],
    rating: { stars: 5 },
    message: { chatId: "-1000000001", messageId: 17 },
    position: 5,
  });
});

Deno.test("a delivery that is known late does not undo a decision, but tells where the message is", () => {
  const row = rowOf(stored("response-1", responded, rejected, delivered));
  assert.equal(row?.status, "rejected");
  assert.deepEqual(row?.timeline.map(({ status }) => status), ["sent", "rejected"]);
  assert.deepEqual(row?.message, { chatId: "-1000000001", messageId: 17 });
});

Deno.test("a withdrawn response says so", () => {
  const row = rowOf(stored("response-1", responded, delivered, [withdrawn, driver]));
  assert.deepEqual(row?.timeline.at(-1), { status: "withdrawn", at: "2026-03-03T11:02:00.000Z" });
});

Deno.test("facts about a response nobody has heard of make no row", () => {
  for (const event of [delivered, accepted, rejected, completed, withdrawn, rated]) {
    assert.equal(rowOf(stored("response-1", event)), null);
  }
});

Deno.test("a forgotten driver's response keeps its story without the person", () => {
  const forgotten = { ...responded, data: { ...responded.data, phone: null, name: null, comment: null } };
  const row = rowOf(stored("response-1", forgotten as typeof responded, [
    accepted,
    { ...dispatcher, name: null },
  ]));
  assert.deepEqual([row?.phone, row?.name, row?.comment], [null, null, null]);
  assert.deepEqual(row?.timeline.at(-1)?.actor, { id: "700000301", name: null });
});

Deno.test("rows are kept by driver and response; other events concern none", () => {
  const [event] = stored("response-1", responded);
  assert.deepEqual(responses.keys(event!), [[700_000_101, "700000101-6236980507"]]);
  const [foreign] = stored("driver-1", { type: "DriverSignedIn", data: { driverId: 1 } });
  assert.deepEqual(responses.keys(foreign!), []);
});

Deno.test("folding an event does not change the row it was given", () => {
  const [first, second] = stored("response-1", responded, accepted);
  const before = foldResponse(null, first!);
  const copy = structuredClone(before);
  foldResponse(before, second!);
  assert.deepEqual(before, copy);
});
