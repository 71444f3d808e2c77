// Which facts lead to which messages. Ids are stable and unique, so that no repeat of anything sends twice.
import assert from "node:assert/strict";
import { eventSchemas } from "../../../domain/events.ts";
import { messageKinds } from "../../../domain/messages/kinds.ts";
import { createReactions } from "../../../domain/processes/mod.ts";
import { accepted, completed, delivered, rated, rejected, responded, withdrawn } from "../responses/story.ts";

const react = createReactions({ dispatchChatId: "-1000000001" });
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

for (
  const [event, status] of [[accepted, "accepted"], [rejected, "rejected"], [completed, "completed"]] as const
) {
  Deno.test(`${event.type} is written on the dispatchers' message and told to the driver`, () => {
    assert.deepEqual(react(event), [
      toDispatchers("dispatcher_response_changed", `${responseId}:${event.type}`),
      toDriver("driver_response_decided", `${responseId}:${status}`, { status }),
    ]);
  });
}

Deno.test("a withdrawal is written on the dispatchers' message; the driver knows", () => {
  assert.deepEqual(react(withdrawn), [
    toDispatchers("dispatcher_response_changed", `${responseId}:ResponseWithdrawn`),
  ]);
});

Deno.test("a delivery and a rating tell nobody", () => {
  assert.deepEqual([delivered, rated].flatMap(react), []);
});

Deno.test("facts of other contexts tell nobody", () => {
  const responseTypes = new Set(
    [responded, accepted, rejected, completed, withdrawn].map(({ type }) => type),
  );
  const others = [...eventSchemas.keys()].filter((type) => !(responseTypes as Set<string>).has(type));
  assert.deepEqual(others.flatMap((type) => react({ type, data: {} })), []);
});

Deno.test("no two facts of one response share a message id, and the same fact always has the same", () => {
  const story = [responded, delivered, accepted, rejected, completed, withdrawn, rated];
  const ids = story.flatMap(react).map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)]);
  assert.deepEqual(story.flatMap(react).map(({ id }) => id), ids);
});

Deno.test("messages name a known kind and carry references, never the driver's words", () => {
  const messages = [responded, accepted, rejected, completed, withdrawn].flatMap(react);
  for (const { kind, data } of messages) {
    assert.ok((messageKinds as readonly string[]).includes(kind), kind);
    assert.doesNotMatch(JSON.stringify(data), /Иван|79123456789|девяти/);
  }
});
