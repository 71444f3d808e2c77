// Outcomes of a Bot API call: done, no, not reached, and the one nobody knows.
import assert from "node:assert/strict";
import { callBot, createApi } from "../../../infra/telegram/bot_api.ts";
import { startTelegram } from "../../../sandbox/telegram/server.ts";
import { freePort } from "../../support/product.ts";

const TOKEN = "7000000001:test-token";
const DRIVER = 700_000_101;
const HELLO = { method: "sendMessage", payload: { chat_id: String(DRIVER), text: "Привет" } } as const;

type Api = ReturnType<typeof createApi>;
type Tell = (command: object) => Promise<void>;

async function withBotApi(use: (api: Api, tell: Tell) => Promise<void>) {
  const telegram = startTelegram({
    botToken: TOKEN,
    botUsername: "bot",
    appUrl: "http://localhost",
    dispatchChatId: -1,
  });
  try {
    await use(createApi(TOKEN, telegram.url), async (command) => {
      const response = await fetch(`${telegram.url}/__control`, {
        method: "POST",
        body: JSON.stringify(command),
      });
      const text = await response.text();
      assert.equal(response.status, 200, text);
    });
  } finally {
    await telegram.stop();
  }
}

Deno.test("a message that was sent tells Telegram's id of it", async () => {
  await withBotApi(async (api) => assert.deepEqual(await callBot(api, HELLO), { done: { messageId: 1 } }));
});

Deno.test("broken HTML is refused", async () => {
  await withBotApi(async (api) => {
    const broken = { ...HELLO, payload: { ...HELLO.payload, text: "<b>", parse_mode: "HTML" } };
    const outcome = await callBot(api, broken);
    assert.ok("refused" in outcome);
    assert.match(outcome.refused, /^400 .*parse/);
  });
});

Deno.test("a chat that is not there, that blocked or removed the bot, or that has moved is unreachable", async () => {
  await withBotApi(async (api, tell) => {
    assert.match(
      unreachable(await callBot(api, { ...HELLO, payload: { chat_id: "5", text: "?" } })),
      /^400 .*not found/,
    );
    await tell({ blockUser: DRIVER, blocked: true });
    assert.match(unreachable(await callBot(api, HELLO)), /^403 .*blocked/);
    const description = "Bad Request: group chat was upgraded to a supergroup chat";
    const parameters = { migrate_to_chat_id: -1_002_000_000_001 };
    const body = { ok: false, error_code: 400, description, parameters };
    await tell({ fault: { path: "sendMessage", status: 400, times: 1, body } });
    assert.deepEqual(await callBot(api, HELLO), {
      unreachable: `400 ${description}`,
      movedTo: "-1002000000001",
    });
  });
});

Deno.test("a message that was deleted cannot be edited: it is gone", async () => {
  await withBotApi(async (api) => {
    const edit = { method: "editMessageText", payload: { ...HELLO.payload, message_id: 99 } } as const;
    assert.deepEqual(await callBot(api, edit), { gone: "400 Bad Request: message to edit not found" });
  });
});

Deno.test("an edit that changes nothing counts as done", async () => {
  await withBotApi(async (api) => {
    await callBot(api, HELLO);
    const same = { method: "editMessageText", payload: { ...HELLO.payload, message_id: 1 } } as const;
    assert.ok("done" in await callBot(api, same));
  });
});

Deno.test("429 tells how long to wait, 5xx is worth another try", async () => {
  await withBotApi(async (api, tell) => {
    const parameters = { retry_after: 7 };
    const body = { ok: false, error_code: 429, description: "Too Many Requests", parameters };
    await tell({ fault: { path: "sendMessage", status: 429, times: 1, body } });
    assert.deepEqual(await callBot(api, HELLO), { slowDown: 7 });
    await tell({ fault: { path: "sendMessage", status: 500, times: 1 } });
    assert.ok("failed" in await callBot(api, HELLO));
  });
});

Deno.test("a token Telegram does not know is nobody's but the operators' matter", async () => {
  await withBotApi(async (api, tell) => {
    for (const [status, description] of [[401, "Unauthorized"], [404, "Not Found"]] as const) {
      const body = { ok: false, error_code: status, description };
      await tell({ fault: { path: "sendMessage", status, times: 1, body } });
      assert.deepEqual(await callBot(api, HELLO), { unauthorized: `${status} ${description}` });
    }
  });
});

Deno.test("no connection means nothing was sent; a line that broke after sending means nobody knows", async () => {
  const nowhere = createApi(TOKEN, `http://127.0.0.1:${freePort()}`);
  assert.deepEqual(await callBot(nowhere, HELLO), { failed: "Bot API cannot be reached" });
  await withBotApi(async (api, tell) => {
    await tell({ fault: { path: "sendMessage", drop: true, times: 1 } });
    assert.ok("unknown" in await callBot(api, HELLO));
  });
});

function unreachable(outcome: Awaited<ReturnType<typeof callBot>>): string {
  return "unreachable" in outcome ? outcome.unreachable : assert.fail(JSON.stringify(outcome));
}
