// A message that was to be edited is not there any more: who gets another one instead, and who does not.
import assert from "node:assert/strict";
import type { MessageKind } from "../../../domain/messages/kinds.ts";
import { type Delivery, sendAnew } from "../../../infra/telegram/delivery_facts.ts";

const delivery = (kind: MessageKind, chatId: string): Delivery => {
  const message = {
    id: `${kind}:1`,
    kind,
    lane: `chat:${chatId}`,
    attempt: 1,
    queuedAt: 0,
    correlationId: "test",
  };
  return { kind, chatId, message: { ...message, data: { chatId, responseId: "7-1", cargoId: "1" } } };
};
const anew = (kind: MessageKind, chatId: string) =>
  sendAnew(delivery(kind, chatId), "gone").messages?.map((one) => one.kind);

Deno.test("whoever deleted the message of a response gets another", () => {
  assert.deepEqual(anew("dispatcher_response_changed", "-1"), ["dispatcher_new_response"]);
  assert.deepEqual(anew("driver_response_moved_on", "7"), ["driver_response_sent"]);
});

Deno.test("a driver who deleted the message of a load that is dealt with gets no other, and it is on record", () => {
  assert.equal(anew("driver_load_pressed", "7"), undefined);
  const { streams } = sendAnew(delivery("driver_load_pressed", "7"), "gone");
  assert.deepEqual(streams?.map(({ events }) => events[0]?.type), ["MessageFailed"]);
});
