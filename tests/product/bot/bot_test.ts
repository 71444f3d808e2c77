// The bot when Telegram is not as one would like it: answers that are lost, toasts that hang, messages that are gone.
import assert from "node:assert/strict";
import { ALLOWED_UPDATES } from "../../../infra/telegram/setup.ts";
import {
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  pressButton,
  SECRETS,
  startProduct,
} from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";
import { answered, FORM, isAlarm } from "./answered.ts";

Deno.test("a message too large to be kept stops nobody else's", async () => {
  await using product = await startProduct({ TELEGRAM_MODE: "polling" });
  await product.control(product.telegram, { send: { userId: DRIVER, text: "Ж".repeat(16_000) } });
  await product.control(product.telegram, { send: { userId: OTHER_DRIVER, text: "/start" } });
  await eventually(() => product.messages(OTHER_DRIVER), (all) => all.some(({ from }) => from.is_bot));
  const events = await Array.fromAsync(product.world.log.readAll({ after: 0 }));
  const updates = events.filter(({ type }) => type === "TelegramUpdateReceived").map(({ data }) => data);
  assert.deepEqual(updates.map(({ driverId, update }) => [driverId, update === null]), [
    [DRIVER, true],
    [OTHER_DRIVER, false],
  ]);
  assert.match(product.logs.filter(isAlarm).join("\n"), /an update of Telegram was not kept.*too_large/);
});

Deno.test("the bot asks for the updates it understands, and says when another polls in its place", async () => {
  await using product = await startProduct({ TELEGRAM_MODE: "polling" });
  const polled = await eventually(() => callsTo(product.telegram, "getUpdates"), (all) => all.length > 0);
  assert.deepEqual(polled[0]?.note.allowed_updates, [...ALLOWED_UPDATES]);
  const intruder = fetch(`${product.telegram.url}/bot${SECRETS.botToken}/getUpdates`);
  await (await intruder).body?.cancel();
  const seen = () => Promise.resolve(product.logs.join("\n"));
  await eventually(
    seen,
    (logs) => /another process polls for this bot.*terminated by other getUpdates/.test(logs),
  );
});

Deno.test("names of places are text in the list of responses, never markup", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const evil = '<a href="https://evil.example">Казань</a>';
  const cargo = { id: "555", from: "Рудня & Ко", to: evil, truckTypes: [], loadTypes: [] };
  const ref = { responseId: `${DRIVER}-555`, driverId: DRIVER, cargoId: "555" };
  const responded = { type: "CargoResponded", data: { ...ref, ...FORM, cargo } };
  await product.world.log.append({
    streams: [{ streamId: `response-${ref.responseId}`, expectedVersion: 0, events: [responded] }],
    meta: { at: new Date().toISOString(), actor: { kind: "system" }, correlationId: "test" },
  });
  await eventually(() => mine.get("/api/responses"), ({ json }) => json.data.length === 1);
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/responses" } });
  const answers = await eventually(
    async () => (await product.messages(DRIVER)).filter(({ from }) => from.is_bot),
    (all) => all.length > 0,
  );
  assert.equal(answers[0]?.text, `• Рудня & Ко → ${evil} — Отправлен`);
});

Deno.test("toasts that hang hold up no decision for long", async () => {
  await using product = await startProduct();
  const { mine, messages } = await answered(product, 2);
  await product.control(product.telegram, { fault: { path: "answerCallbackQuery", hang: true } });
  for (const message of messages) await pressButton(product, message, "accept");
  await eventually(
    () => mine.get("/api/responses"),
    ({ json }) => json.data.every(({ status }: { status: string }) => status === "accepted"),
  );
  const toasts = () =>
    Promise.resolve(product.logs.filter((line) => line.includes("a toast was not shown")).length);
  await eventually(toasts, (count) => count === 2);
  await product.telegram.stop();
});

Deno.test("a response whose sending nobody could confirm is known to be delivered when its button is pressed", async () => {
  await using product = await startProduct();
  await product.control(product.telegram, { fault: { path: "sendMessage", drop: true, times: 2 } });
  const { mine, messages: [message] } = await answered(product, 1);
  await eventually(() => product.world.queue.dead(), (dead) => dead.length === 2);
  assert.equal((await mine.get("/api/responses")).json.data[0].status, "sent");
  await pressButton(product, message!, "accept");
  const [edited] = await eventually(
    () => product.messages(DISPATCH_CHAT),
    ([only]) => /Принят/.test(only!.text),
  );
  assert.deepEqual(edited?.reply_markup?.inline_keyboard[0]?.map(({ text }) => text), ["Завершить"]);
  const { timeline } = (await mine.get("/api/responses")).json.data[0];
  const [sent, delivered, accepted] = timeline;
  assert.deepEqual([sent.status, delivered.status, accepted.status], ["sent", "delivered", "accepted"]);
  assert.equal(delivered.actor, undefined, "whoever pressed did not deliver it");
  const dead = await product.world.queue.dead();
  assert.deepEqual(dead.map(({ kind }) => kind), ["driver_response_sent"], "the other one is not proved");
  const [proof] = await product.world.log.readStream(`chat-${DISPATCH_CHAT}`, { from: 2, to: 2 });
  assert.deepEqual([proof?.type, proof?.data["telegramMessageId"]], ["MessageSent", message!.message_id]);
});

Deno.test("a message the dispatchers deleted comes anew, with what was decided", async () => {
  await using product = await startProduct();
  const { mine, messages: [message] } = await answered(product, 1);
  await eventually(() => mine.get("/api/responses"), ({ json }) => json.data[0].status === "delivered");
  await (await fetch(`${product.telegram.url}/bot${SECRETS.botToken}/deleteMessage`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ chat_id: DISPATCH_CHAT, message_id: message!.message_id }),
  })).body?.cancel();
  const { responseId } = (await mine.get("/api/responses")).json.data[0];
  assert.equal((await mine.call("DELETE", `/api/responses/${responseId}`)).status, 200);
  const [anew, ...more] = await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length > 0);
  assert.match(anew!.text, /отозвал отклик/);
  assert.deepEqual(more, []);
  await eventually(
    () => product.app.responses.find(responseId),
    (response) => response?.message?.messageId === anew!.message_id,
  );
});
