// Updates reach the bot by long polling or by webhook, never both, in order and as often as it takes.
import assert from "node:assert/strict";
import { BOT_TOKEN, DRIVER, withTelegram } from "./telegram_client.ts";

interface Update {
  update_id: number;
  message?: { text?: string };
  my_chat_member?: { new_chat_member: { status: string } };
}

/** A bot's webhook that answers with the next of `statuses`, then 200, and keeps what came. */
function webhookServer(statuses: number[]) {
  const received: { update: Update; secret: string | null }[] = [];
  let came: () => void = () => {};
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const secret = request.headers.get("x-telegram-bot-api-secret-token");
    received.push({ update: await request.json(), secret });
    came();
    return new Response(null, { status: statuses.shift() ?? 200 });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/hook`,
    received,
    async until(count: number) {
      while (received.length < count) await new Promise<void>((resolve) => came = resolve);
    },
    stop: () => server.shutdown(),
  };
}

Deno.test("long polling waits for the first update and confirms by offset", async () => {
  await withTelegram(async ({ call, control }) => {
    const waiting = call("getUpdates", { timeout: 20 });
    await control({ send: { userId: DRIVER, text: "привет" } });
    const [update] = (await waiting).result as Update[];
    assert.equal(update?.message?.text, "привет");
    const again = (await call("getUpdates")).result as Update[];
    assert.equal(again[0]?.update_id, update?.update_id);
    assert.deepEqual((await call("getUpdates", { offset: (update?.update_id ?? 0) + 1 })).result, []);
  });
});

Deno.test("a second poller ends the first with 409", async () => {
  await withTelegram(async ({ url, call, control }) => {
    const first = call("getUpdates", { timeout: 20 });
    for (;;) {
      const log: unknown[] = await (await fetch(`${url}/__control/log`)).json();
      if (log.length > 0) break;
    }
    const second = call("getUpdates", { timeout: 20 });
    assert.equal((await first).error_code, 409);
    await control({ send: { userId: DRIVER, text: "привет" } });
    assert.equal(((await second).result as Update[]).length, 1);
  });
});

Deno.test("a webhook gets updates in order with the secret, and again until it answers 200", async () => {
  await withTelegram(async ({ call, control }) => {
    const hook = webhookServer([500, 503]);
    await call("setWebhook", { url: hook.url, secret_token: "s3cret", allowed_updates: ["message"] });
    assert.equal((await call("getUpdates")).error_code, 409);
    await control({ send: { userId: DRIVER, text: "первое" } });
    await control({ send: { userId: DRIVER, text: "второе" } });
    await hook.until(4);
    assert.deepEqual(hook.received.map(({ update }) => update.message?.text), [
      "первое",
      "первое",
      "первое",
      "второе",
    ]);
    const [a, b, c, d] = hook.received.map(({ update }) => update.update_id);
    assert.deepEqual([b, c, d], [a, a, (a ?? 0) + 1]);
    assert.ok(hook.received.every(({ secret }) => secret === "s3cret"));
    const info = (await call("getWebhookInfo")).result as { url: string; last_error_message: string };
    assert.equal(info.url, hook.url);
    assert.match(info.last_error_message, /503/);
    await hook.stop();
  });
});

Deno.test("updates the bot did not ask for are not delivered", async () => {
  await withTelegram(async ({ call, control }) => {
    await call("getUpdates", { allowed_updates: ["my_chat_member"] });
    await control({ send: { userId: DRIVER, text: "не для бота" } });
    await control({ blockUser: DRIVER, blocked: true });
    const updates = (await call("getUpdates")).result as Update[];
    assert.deepEqual(updates.map((update) => update.my_chat_member?.new_chat_member.status), ["kicked"]);
  });
});

Deno.test("updates wait while there is neither webhook nor poller, unless dropped", async () => {
  await withTelegram(async ({ call, control }) => {
    await control({ send: { userId: DRIVER, text: "раз" } });
    await control({ send: { userId: DRIVER, text: "два" } });
    assert.equal(((await call("getUpdates", { limit: 1 })).result as Update[]).length, 1);
    await call("deleteWebhook", { drop_pending_updates: true });
    assert.deepEqual((await call("getUpdates")).result, []);
  });
});

Deno.test("an unreachable webhook does not keep the sandbox from stopping", async () => {
  await withTelegram(async ({ url, call, control }) => {
    await call("setWebhook", { url: "http://127.0.0.1:9/hook" });
    await control({ send: { userId: DRIVER, text: "привет" } });
    const response = await fetch(`${url}/bot${BOT_TOKEN}/getWebhookInfo`);
    assert.equal((await response.json()).result.pending_update_count, 1);
  }, { webhookRetryMs: 60_000 });
});
