// What people of the Telegram sandbox do beyond writing and pressing: reply, share a contact, throw the bot out, upgrade
// their group.
import assert from "node:assert/strict";
import { startTelegram } from "../../sandbox/telegram/server.ts";

const GROUP = -1_000_000_001;
const DRIVER = 700_000_101;
const OTHER = 700_000_102;
const DISPATCHER = 700_000_301;

async function withTelegram(use: (tools: ReturnType<typeof toolsOf>) => Promise<void>): Promise<void> {
  const telegram = startTelegram({
    botToken: "7000000001:test-token",
    botUsername: "bot",
    appUrl: "http://localhost",
    dispatchChatId: GROUP,
  });
  try {
    await use(toolsOf(telegram.url));
  } finally {
    await telegram.stop();
  }
}

function toolsOf(url: string) {
  const post = async (path: string, body: object) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, json: await response.json() };
  };
  return {
    control: (command: object) => post("/__control", command),
    bot: (method: string, parameters: object) => post(`/bot7000000001:test-token/${method}`, parameters),
    updates: async () => {
      const { json } = await post("/bot7000000001:test-token/getUpdates", {});
      return json.result as { message?: Record<string, unknown>; my_chat_member?: Record<string, unknown> }[];
    },
  };
}

Deno.test("a reply tells which message it answers, and there must be one", async () => {
  await withTelegram(async ({ control, bot, updates }) => {
    await bot("sendMessage", { chat_id: GROUP, text: "Отклик" });
    const send = { userId: DISPATCHER, chatId: GROUP, text: "Ответ", replyTo: 1 };
    assert.equal((await control({ send })).status, 200);
    const [update] = await updates();
    assert.equal((update!.message!["reply_to_message"] as { message_id: number }).message_id, 1);
    const refused = await control({ send: { ...send, replyTo: 99 } });
    assert.deepEqual([refused.status, refused.json.field], [400, "send.replyTo"]);
  });
});

Deno.test("a contact is the person's own or somebody else's", async () => {
  await withTelegram(async ({ control, updates }) => {
    await control({ contact: { userId: DRIVER } });
    await control({ contact: { userId: DRIVER, of: OTHER } });
    const owners = (await updates()).map(({ message }) =>
      (message!["contact"] as { user_id: number }).user_id
    );
    assert.deepEqual(owners, [DRIVER, OTHER]);
  });
});

Deno.test("a bot that was thrown out of the group is told, and can write there no more", async () => {
  await withTelegram(async ({ control, bot, updates }) => {
    await control({ kicked: true });
    const [update] = await updates();
    assert.equal((update!.my_chat_member!["new_chat_member"] as { status: string }).status, "kicked");
    const { json } = await bot("sendMessage", { chat_id: GROUP, text: "Есть кто?" });
    assert.deepEqual([json.error_code, json.description], [
      403,
      "Forbidden: bot was kicked from the supergroup chat",
    ]);
  });
});

Deno.test("a group that became a supergroup answers under its old id with the new one", async () => {
  await withTelegram(async ({ control, bot, updates }) => {
    const moved = -1_002_000_000_001;
    await control({ migrateGroup: moved });
    const { json } = await bot("sendMessage", { chat_id: GROUP, text: "Отклик" });
    assert.deepEqual([json.error_code, json.parameters], [400, { migrate_to_chat_id: moved }]);
    assert.equal((await bot("sendMessage", { chat_id: moved, text: "Отклик" })).json.ok, true);
    const told = (await updates()).map(({ message }) => message!["migrate_to_chat_id"]);
    assert.deepEqual(told, [moved, undefined]);
  });
});
