// As much of an update as ingest needs, from updates shaped as the Bot API documents them.
import assert from "node:assert/strict";
import { readUpdate } from "../../../domain/updates/read_update.ts";

const ivan = { id: 700_000_101, is_bot: false, first_name: "Иван", username: "ivan", language_code: "ru" };
const olga = { id: 700_000_301, is_bot: false, first_name: "Ольга" };
const privateChat = { id: ivan.id, type: "private", first_name: "Иван" };
const dispatchers = { id: -1_000_000_001, type: "supergroup", title: "Диспетчеры" };

const samples = {
  message: { message_id: 5, date: 1_772_500_000, from: ivan, chat: privateChat, text: "/start cargo_1" },
  edited_message: { message_id: 5, date: 1, edit_date: 2, from: olga, chat: dispatchers, text: "ой" },
  callback_query: {
    id: "43",
    from: olga,
    chat_instance: "1",
    data: "accept:1-1",
    message: { message_id: 9, date: 1_772_500_000, chat: dispatchers, text: "Отклик" },
  },
  my_chat_member: {
    chat: privateChat,
    from: ivan,
    date: 1,
    old_chat_member: { user: ivan, status: "member" },
    new_chat_member: { user: ivan, status: "kicked", until_date: 0 },
  },
  pre_checkout_query: { id: "7", from: ivan, currency: "XTR", total_amount: 250, invoice_payload: "p" },
  inline_query: { id: "8", from: ivan, query: "Москва", offset: "" },
  message_reaction: {
    chat: dispatchers,
    message_id: 9,
    user: olga,
    date: 1,
    old_reaction: [],
    new_reaction: [],
  },
  channel_post: {
    message_id: 3,
    date: 1,
    sender_chat: { id: -42 },
    chat: { id: -42, type: "channel" },
    text: "x",
  },
  poll: { id: "1", question: "?", options: [] },
} as const;

const read = (kind: keyof typeof samples) =>
  readUpdate(JSON.stringify({ update_id: 10, [kind]: samples[kind] }));
const seen = (kind: string, senderId: number, chatId: number) => ({ updateId: 10, kind, senderId, chatId });

Deno.test("a message is its sender's, in its chat", () => {
  assert.deepEqual(read("message"), seen("message", ivan.id, ivan.id));
  assert.deepEqual(read("edited_message"), seen("edited_message", olga.id, dispatchers.id));
});

Deno.test("a pressed button belongs to the chat of the message it is on", () => {
  assert.deepEqual(read("callback_query"), seen("callback_query", olga.id, dispatchers.id));
});

Deno.test("blocking the bot is the driver's, in the driver's chat", () => {
  assert.deepEqual(read("my_chat_member"), seen("my_chat_member", ivan.id, ivan.id));
});

Deno.test("what happens in no chat is ordered by its sender", () => {
  assert.deepEqual(read("pre_checkout_query"), seen("pre_checkout_query", ivan.id, ivan.id));
  assert.deepEqual(read("inline_query"), seen("inline_query", ivan.id, ivan.id));
});

Deno.test("a reaction names its person as `user`", () => {
  assert.deepEqual(read("message_reaction"), seen("message_reaction", olga.id, dispatchers.id));
});

Deno.test("what nobody in particular sent has sender 0", () => {
  assert.deepEqual(read("channel_post"), seen("channel_post", 0, -42));
  assert.deepEqual(read("poll"), seen("poll", 0, 0));
});

Deno.test("a kind of update nobody has heard of is kept all the same", () => {
  const json = JSON.stringify({ update_id: 10, managed_bot: { user: ivan, more: [1] } });
  assert.deepEqual(readUpdate(json), seen("managed_bot", ivan.id, ivan.id));
  assert.deepEqual(readUpdate('{"update_id":10}'), seen("unknown", 0, 0));
  assert.deepEqual(readUpdate('{"update_id":10,"message":"text"}'), seen("message", 0, 0));
});

Deno.test("what is no update is null", () => {
  for (
    const json of [
      "",
      "{",
      "null",
      "[]",
      '"x"',
      "{}",
      '{"update_id":"10"}',
      '{"update_id":-1}',
      '{"update_id":1.5}',
    ]
  ) {
    assert.equal(readUpdate(json), null, json);
  }
});
