// What of an update is kept: everything but what it quotes and how it was decorated.
import assert from "node:assert/strict";
import { pruneUpdate } from "../../../domain/updates/prune_update.ts";

const ivan = { id: 700_000_101, is_bot: false, first_name: "Иван" };
const chat = { id: ivan.id, type: "private", first_name: "Иван" };
const long = { message_id: 4, date: 1, chat, from: ivan, text: "Ж".repeat(4096) };
const pruned = (update: object) => JSON.parse(pruneUpdate(JSON.stringify(update)));

Deno.test("a message keeps its words, its person and its commands, and of the one it answers only the ids", () => {
  const command = { type: "bot_command", offset: 0, length: 6 };
  const message = { message_id: 5, date: 2, chat, from: ivan, text: "/start cargo_1" };
  const entities = [command, { type: "bold", offset: 7, length: 7 }];
  const quoting = { reply_to_message: long, quote: { text: long.text }, external_reply: { origin: {} } };
  assert.deepEqual(pruned({ update_id: 1, message: { ...message, entities, ...quoting } }), {
    update_id: 1,
    message: {
      ...message,
      entities: [command],
      reply_to_message: { message_id: 4, date: 1, chat: { id: ivan.id, type: "private" } },
    },
  });
});

Deno.test("a pressed button keeps which message it was on", () => {
  const press = { id: "1", from: ivan, chat_instance: "1", data: "accept:1-1" };
  assert.deepEqual(
    pruned({ update_id: 2, callback_query: { ...press, message: { ...long, reply_markup: {} } } }),
    {
      update_id: 2,
      callback_query: {
        ...press,
        message: { message_id: 4, date: 1, chat: { id: ivan.id, type: "private" } },
      },
    },
  );
});

Deno.test("what has another shape stays as it is", () => {
  for (
    const update of [
      { update_id: 3 },
      { update_id: 3, message: null },
      { update_id: 3, message: "text" },
      { update_id: 3, message: { entities: "none", reply_to_message: 7 } },
      { update_id: 3, poll: { id: "1", options: [] } },
    ]
  ) {
    assert.deepEqual(pruned(update), update);
  }
});
