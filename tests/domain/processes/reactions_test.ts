// Which facts lead to which messages. Ids are stable and unique, so that no repeat of anything sends twice.
import assert from "node:assert/strict";
import { SEEK_BACKHAUL } from "../../../domain/backhaul/mod.ts";
import { cargoTechEvents } from "../../../domain/cargotech/events.ts";
import { driverEvents } from "../../../domain/drivers/events.ts";
import { markEvents } from "../../../domain/marks/events.ts";
import { messageEvents } from "../../../domain/messages/events.ts";
import { updateEvents } from "../../../domain/updates/events.ts";
import { messageKinds } from "../../../domain/messages/kinds.ts";
import { createReactions } from "../../../domain/processes/mod.ts";
import {
  accepted,
  completed,
  delivered,
  noted,
  rated,
  rejected,
  responded,
  seen,
  withdrawn,
} from "../responses/story.ts";

const react = createReactions({ dispatchChatId: "-1000000001", admins: [] });
const responseId = "700000101-6236980507";

const toDispatchers = (kind: string, id: string) => ({
  id: `${kind}:${id}`,
  kind,
  lane: "chat:-1000000001",
  data: { chatId: "-1000000001", responseId },
});
const toDriver = (kind: string, id: string, about: object = {}) => ({
  id: `${kind}:${id}`,
  kind,
  lane: "chat:700000101",
  data: { chatId: "700000101", responseId, ...about },
});

Deno.test("an answer goes to the dispatchers and is confirmed to the driver", () => {
  assert.deepEqual(react(responded), [
    toDispatchers("dispatcher_new_response", responseId),
    toDriver("driver_response_sent", responseId),
  ]);
});

Deno.test("an acceptance is written on the dispatchers' message, told to the driver, and loads home are looked for", () => {
  assert.deepEqual(react(accepted), [
    toDispatchers("dispatcher_response_changed", `${responseId}:ResponseAccepted`),
    toDriver("driver_response_decided", `${responseId}:accepted`, { status: "accepted" }),
    {
      id: `backhaul.seek:${responseId}`,
      kind: "backhaul.seek",
      lane: "backhaul:700000101",
      data: { responseId },
    },
  ]);
});

for (const [event, status] of [[rejected, "rejected"], [completed, "completed"]] as const) {
  Deno.test(`${event.type} is written on the dispatchers' message and told to the driver`, () => {
    assert.deepEqual(react(event), [
      toDispatchers("dispatcher_response_changed", `${responseId}:${event.type}`),
      toDriver("driver_response_decided", `${responseId}:${status}`, { status }),
    ]);
  });
}

Deno.test("a withdrawal is written on the dispatchers' message, and told them by itself; the driver knows", () => {
  assert.deepEqual(react(withdrawn), [
    toDispatchers("dispatcher_response_changed", `${responseId}:ResponseWithdrawn`),
    toDispatchers("dispatcher_response_withdrawn", responseId),
  ]);
});

Deno.test("a delivery corrects the driver's confirmation", () => {
  assert.deepEqual(react(delivered), [
    toDriver("driver_response_moved_on", `${responseId}:delivered`, { status: "delivered" }),
  ]);
});

Deno.test("a look at a response is written on the dispatchers' message and corrects the driver's confirmation", () => {
  assert.deepEqual(react(seen), [
    toDispatchers("dispatcher_response_changed", `${responseId}:ResponseSeen`),
    toDriver("driver_response_moved_on", `${responseId}:seen`, { status: "seen" }),
  ]);
});

Deno.test("a note goes to the driver, and the dispatchers' message shows it", () => {
  const noteId = "-1000000001.18";
  assert.deepEqual(react(noted), [
    toDriver("driver_note", `${responseId}:${noteId}`, { noteId }),
    toDispatchers("dispatcher_response_changed", `${responseId}:${noteId}:noted`),
  ]);
});

Deno.test("a rating tells nobody", () => {
  assert.deepEqual(react(rated), []);
});

Deno.test("who comes, what is marked, what Telegram and the exchange say tells nobody by itself", () => {
  const quiet = [...driverEvents, ...markEvents, ...messageEvents, ...updateEvents, ...cargoTechEvents];
  const types = quiet.map((schema) => schema.shape.type.value as string);
  const steps = types.flatMap((type) => react({ type, data: {} })).map(({ kind }) => kind);
  assert.deepEqual(steps, ["process.start_trial"]);
});

Deno.test("no two facts of one response share a message id, and the same fact always has the same", () => {
  const story = [responded, delivered, seen, noted, accepted, rejected, completed, withdrawn, rated];
  const ids = story.flatMap(react).map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)]);
  assert.deepEqual(story.flatMap(react).map(({ id }) => id), ids);
});

Deno.test("messages name a known kind and carry references, never the driver's words", () => {
  const messages = [responded, delivered, seen, noted, accepted, rejected, completed, withdrawn].flatMap(
    react,
  );
  for (const { kind, data } of messages) {
    assert.ok(kind === SEEK_BACKHAUL || (messageKinds as readonly string[]).includes(kind), kind);
    assert.doesNotMatch(JSON.stringify(data), /Иван|79123456789|девяти|Адрес/);
  }
});
