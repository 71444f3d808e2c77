// What a start of the product finds and a stop leaves behind, for the bot: another chat, messages that waited, other settings.
import assert from "node:assert/strict";
import { DISPATCH_CHAT, DRIVER, eventually, signIn } from "../../support/product.ts";
import { callsTo, control, messagesIn } from "../../support/sandbox_control.ts";
import { startSandboxes } from "../../support/sandboxes.ts";
import { FORM, isAlarm } from "./answered.ts";

Deno.test("a chat that has moved is named with its new id; set, it gets what waited for the old one", async () => {
  await using outside = await startSandboxes();
  const wrong = await outside.launch({ DISPATCH_CHAT_ID: "-42" });
  const driver = await signIn(wrong.baseUrl, outside.telegram.url, DRIVER);
  const parameters = { migrate_to_chat_id: DISPATCH_CHAT };
  const description = "Bad Request: group chat was upgraded to a supergroup chat";
  const body = { ok: false, error_code: 400, description, parameters };
  await control(outside.telegram, { fault: { path: "sendMessage", status: 400, body } });
  await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM);
  const waiting = async () =>
    (await wrong.world.queue.scan()).find(({ message }) => message.kind === "dispatcher_new_response")
      ?.message;
  await eventually(waiting, (message) => message?.lastError !== undefined);
  assert.deepEqual((await wrong.world.queue.dead()).filter(({ kind }) => kind.startsWith("dispatcher")), []);
  const alarms = outside.logs.filter(isAlarm);
  assert.deepEqual(alarms.map((line) => line.includes(`set DISPATCH_CHAT_ID to ${DISPATCH_CHAT}`)), [true]);
  await wrong.stop("a test");

  await control(outside.telegram, { clearFaults: true });
  const right = await outside.launch();
  const [message] = await eventually(
    () => messagesIn(outside.telegram, DISPATCH_CHAT),
    (all) => all.length === 1,
  );
  assert.match(message!.text, /Отклик на груз/);
  await right.stop("a test");
});

Deno.test("a stop does not wait for the limits of sending: what waited is sent after the restart", async () => {
  await using outside = await startSandboxes();
  const slow = await outside.launch({ TELEGRAM_GROUP_PER_MINUTE: "1" });
  const driver = await signIn(slow.baseUrl, outside.telegram.url, DRIVER);
  const { data } = (await driver.get("/api/cargos?mode=all&limit=2")).json;
  for (const { id } of data) await driver.post(`/api/cargos/${id}/responses`, FORM);
  await eventually(() => messagesIn(outside.telegram, DISPATCH_CHAT), (all) => all.length === 1);
  const held = async () =>
    (await slow.world.queue.scan()).filter(({ message }) => message.kind === "dispatcher_new_response");
  await eventually(held, ([only, ...more]) => only?.message.claim !== undefined && more.length === 0);
  await slow.stop("a test");
  assert.equal((await messagesIn(outside.telegram, DISPATCH_CHAT)).length, 1);

  const fast = await outside.launch();
  await eventually(() => messagesIn(outside.telegram, DISPATCH_CHAT), (all) => all.length === 2);
  assert.deepEqual(await fast.world.queue.dead(), []);
  await fast.stop("a test");
});

Deno.test("Telegram hears of changed settings at the next start, and CargoTech's token is renewed for them", async () => {
  await using outside = await startSandboxes();
  const { telegram, cargotech } = outside;
  const webhook = { TELEGRAM_MODE: "webhook", TELEGRAM_WEBHOOK_SECRET: "webhook-secret_0123456789" };
  const told = async () => (await callsTo(telegram, "Webhook")).map(({ path }) => path.split("/").at(-1));
  const signedIn = async () => (await callsTo(cargotech, "/auth")).length;
  for (
    const [environment, heard, signIns] of [
      [{ TELEGRAM_MODE: "polling" }, ["deleteWebhook"], 1],
      [webhook, ["deleteWebhook", "setWebhook"], 1],
      [{ TELEGRAM_MODE: "polling", CARGOTECH_TOKEN_CACHE_TTL: "3600" }, [
        "deleteWebhook",
        "setWebhook",
        "deleteWebhook",
      ], 2],
    ] as const
  ) {
    const product = await outside.launch({ ...environment, BASE_URL: "https://app.example" });
    await eventually(told, (seen) => seen.length >= heard.length);
    await eventually(signedIn, (count) => count >= signIns);
    await product.stop("a test");
    assert.deepEqual([await told(), await signedIn()], [heard, signIns]);
  }
});
