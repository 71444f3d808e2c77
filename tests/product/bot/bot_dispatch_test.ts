// What dispatchers do with a response in their chat: look, decide, be too late, say something to the driver.
import assert from "node:assert/strict";
import { createDispatchChat } from "../../../infra/telegram/dispatch_chat.ts";
import {
  ADMIN,
  type ApiClient,
  type ChatMessage,
  DISPATCH_CHAT,
  DISPATCHER,
  DRIVER,
  eventually,
  pressButton,
  type Product,
  startProduct,
} from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";
import { QUICK } from "./answered.ts";

const FORM = { phone: "+79123456789", name: "Иван <b>", comment: "Буду к девяти", offeredPrice: rub(95_000) };

Deno.test("a response comes with everything a dispatcher decides by, and ways to reach the driver", async () => {
  await using product = await startProduct(QUICK);
  const { message, responseId } = await answered(product);
  assert.match(
    message.text,
    /Отклик на груз[^]* → [^]*Иван <b>, \+79123456789[^]*Своя цена: 95\s000[^]*Буду к девяти/,
  );
  assert.deepEqual(rows(message), [["Принять", "Отклонить"], ["📞 Позвонить", "✉️ Написать"]]);
  const write = message.reply_markup!.inline_keyboard[1]![1] as { url?: string };
  assert.match(write.url ?? "", /^https:\/\/t\.me\/(\w+|\+79123456789)$/);
  const links = (message as unknown as { entities: { type: string; url?: string }[] }).entities
    .filter(({ type }) => type === "text_link").map(({ url }) => url);
  assert.deepEqual(links, [
    `tg://user?id=${DRIVER}`,
    `${product.baseUrl}/admin/streams/response-${responseId}`,
  ]);
  const admin = await product.signIn(ADMIN);
  assert.equal((await admin.get(new URL(links[1]!).pathname)).status, 200);
});

Deno.test("whoever wants to call reads the number, and the driver sees that somebody looks", async () => {
  await using product = await startProduct(QUICK);
  const { driver, message } = await answered(product);
  await confirmed(product, /Диспетчер получил ваш отклик/);
  await pressButton(product, message, "call");
  const [toast] = await eventually(() => toasts(product), (all) => all.length > 0);
  assert.match(toast!.text, /^Иван <b>\n\+7\s912\s345-67-89/);
  assert.equal(toast!.show_alert, true);
  await confirmed(product, /Диспетчер смотрит ваш отклик/);
  assert.equal((await product.messages(DRIVER)).length, 1, "the confirmation is corrected, not repeated");
  const { status, timeline } = (await driver.get("/api/responses")).json.data[0];
  assert.deepEqual([status, timeline.at(-1).actor.id], ["seen", String(DISPATCHER)]);
  const [edited] = await eventually(
    () => product.messages(DISPATCH_CHAT),
    ([only]) => /Смотрит/.test(only!.text),
  );
  assert.deepEqual(rows(edited!)[0], ["Принять", "Отклонить"]);
});

Deno.test("of two dispatchers one decides, the other is told who was faster, and the driver hears once", async () => {
  await using product = await startProduct(QUICK);
  const { driver, message } = await answered(product);
  // Nobody sees yet that it is decided: the buttons are there for both.
  await product.control(product.telegram, { fault: { path: "editMessageText", status: 500 } });
  await pressButton(product, message, "accept");
  await pressButton(product, message, "reject", { userId: ADMIN });
  await pressButton(product, message, "accept", { userId: ADMIN });
  await product.control(product.telegram, { clearFaults: true });
  const told = await eventually(() => toasts(product), (all) => all.length === 3);
  assert.equal(told[0]!.text, "Принято, водитель получит сообщение");
  for (const { text } of told.slice(1)) assert.match(text, /^Вас опередили: отклик уже принят — .+, \d+ /);
  await eventually(() => product.messages(DRIVER), (all) => all.some(({ text }) => /приняли/.test(text)));
  const { timeline } = (await driver.get("/api/responses")).json.data[0];
  const decisions = timeline.filter(({ status }: { status: string }) => status === "accepted");
  assert.deepEqual(decisions.map(({ actor }: { actor: { id: string } }) => actor.id), [String(DISPATCHER)]);
  const [edited] = await eventually(
    () => product.messages(DISPATCH_CHAT),
    ([only]) => /Принят/.test(only!.text),
  );
  assert.match(edited!.text, /✅ Принят — .+, \d+ /);
  assert.deepEqual(rows(edited!), [["Завершить"], ["📞 Позвонить", "✉️ Написать"]]);
  assert.equal((await product.messages(DRIVER)).filter(({ text }) => /приняли/.test(text)).length, 1);
});

Deno.test("the buttons work in the dispatchers' chat only", async () => {
  await using product = await startProduct(QUICK);
  const { driver, responseId } = await answered(product);
  const query = {
    id: "1",
    from: { id: DRIVER, is_bot: false, first_name: "Иван" },
    chat_instance: "1",
    message: { message_id: 1, date: 0, chat: { id: DRIVER, type: "private", first_name: "Иван" } },
    data: `accept:${responseId}`,
  };
  await product.app.updates.receive(JSON.stringify({ update_id: 5, callback_query: query }), "test");
  await eventually(
    () => product.world.queue.scan(),
    (all) => all.every(({ message }) => message.id !== "update-5"),
  );
  assert.match((await driver.get("/api/responses")).json.data[0].status, /sent|delivered/);
});

Deno.test("a reply to a response reaches its driver, and is shown in the chat, the app and the history", async () => {
  await using product = await startProduct(QUICK);
  const { driver, message, responseId } = await answered(product);
  const words = "Адрес изменился:\nсклад <4>";
  await reply(product, message, words);
  const [, note] = await eventually(() => product.messages(DRIVER), (all) => all.length === 2);
  assert.match(note!.text, /^💬 Диспетчер \(.+\) о грузе .+ → .+:\n\nАдрес изменился:\nсклад <4>$/);
  assert.ok(note!.reply_markup!.inline_keyboard.flat().some((button) => "web_app" in button));
  const chat = await eventually(
    () => product.messages(DISPATCH_CHAT),
    (all) => all.length === 3 && /💬/.test(all[0]!.text),
  );
  assert.match(chat[0]!.text, /💬 .+: Адрес изменился/);
  assert.equal(chat[2]!.text, "Передали водителю.");
  const [noted] = (await driver.get("/api/responses")).json.data[0].notes;
  assert.deepEqual([noted.text, noted.actor.id], [words, String(DISPATCHER)]);
  assert.match((await driver.get("/responses")).text, /Адрес изменился/);
  const stored = await product.world.log.readStream(`response-${responseId}`);
  assert.doesNotMatch(JSON.stringify(stored), /Адрес|склад/, "what was said is ciphertext at rest");
});

Deno.test("a note that cannot be passed on is answered with why", async () => {
  await using product = await startProduct(QUICK);
  const { message } = await answered(product);
  await reply(product, message, "Ж".repeat(1001));
  await eventually(() => chatTexts(product), (all) => all.some((text) => /до 1000 знаков/.test(text)));
  await product.control(product.telegram, { blockUser: DRIVER, blocked: true });
  await eventually(() => product.app.reachability.isLost(DRIVER), (lost) => lost);
  await reply(product, message, "Позвоните нам");
  await eventually(() => chatTexts(product), (all) => all.some((text) => /закрыл чат с ботом/.test(text)));
  const origin = { actor: { kind: "system" }, correlationId: "test" } as const;
  await product.app.drivers.forget(DRIVER, origin);
  await reply(product, message, "Вы где?");
  await eventually(() => chatTexts(product), (all) => all.some((text) => /удалил свои данные/.test(text)));
});

Deno.test("dispatchers may talk to each other without the bot", async () => {
  await using product = await startProduct(QUICK);
  const { message } = await answered(product);
  const send = { userId: DISPATCHER, chatId: DISPATCH_CHAT, text: "Кто берёт?" };
  await product.control(product.telegram, { send });
  const said = (await product.messages(DISPATCH_CHAT)).at(-1)!;
  await product.control(product.telegram, { send: { ...send, text: "Я", replyTo: said.message_id } });
  await reply(product, message, "Выезжайте");
  await eventually(() => chatTexts(product), (all) => all.includes("Передали водителю."));
  // The confirmation and the one note.
  await eventually(() => product.messages(DRIVER), (all) => all.length === 2);
  assert.equal((await chatTexts(product)).filter((text) => text === "Передали водителю.").length, 1);
});

Deno.test("thrown out of the dispatchers' chat, the bot says so at once, and messages wait until it is back", async () => {
  await using product = await startProduct(QUICK);
  await product.control(product.telegram, { kicked: true });
  const alarms = () =>
    Promise.resolve(product.logs.filter((line) => line.includes('"alarm":true')).join("\n"));
  await eventually(alarms, (all) => /the bot was removed from the dispatchers' chat/.test(all));
  const driver = await product.signIn(DRIVER);
  await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM);
  await eventually(
    () => product.app.outbox.list({ status: "queued", limit: 10 }),
    ({ data }) =>
      data.some(({ kind, lastError }) =>
        kind === "dispatcher_new_response" && /kicked/.test(lastError ?? "")
      ),
  );
  await product.control(product.telegram, { kicked: false });
  await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 1);
});

Deno.test("a group that becomes a supergroup is followed, after a restart too", async () => {
  await using product = await startProduct(QUICK);
  const moved = -1_002_000_000_001;
  const { driver } = await answered(product);
  await product.control(product.telegram, { migrateGroup: moved });
  const { json } = await driver.get("/api/cargos?mode=all&limit=2");
  await driver.post(`/api/cargos/${json.data[1].id}/responses`, FORM);
  const [, anew] = await eventually(() => product.messages(moved), (all) => all.length === 2);
  await pressButton(product, anew!, "accept", { chatId: moved });
  await eventually(() => product.messages(moved), (all) => /Принят/.test(all[1]!.text));
  const [fact] = await product.world.log.readStream(`dispatch-chat-${DISPATCH_CHAT}`);
  assert.deepEqual(fact?.data, { from: String(DISPATCH_CHAT), to: String(moved) });
  const { world: { log, clock, newId, alerts } } = product;
  const restarted = createDispatchChat({ id: String(DISPATCH_CHAT), alarm: alerts.alarm, log, clock, newId });
  await restarted.load();
  assert.deepEqual([restarted.id, restarted.includes(String(DISPATCH_CHAT))], [String(moved), true]);
  assert.match(product.logs.join("\n"), new RegExp(`set DISPATCH_CHAT_ID to ${moved}`));
});

function rub(roubles: number) {
  return { minor: roubles * 100, currency: "RUB" };
}

const rows = (message: ChatMessage) =>
  message.reply_markup!.inline_keyboard.map((row) => row.map(({ text }) => text));

async function answered(
  product: Product,
): Promise<{ driver: ApiClient; message: ChatMessage; responseId: string }> {
  const driver = await product.signIn(DRIVER);
  const { json } = await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM);
  const [message] = await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length === 1);
  await eventually(() => driver.get("/api/responses"), (seen) => seen.json.data[0].status === "delivered");
  return { driver, message: message!, responseId: json.responseId };
}

async function confirmed(product: Product, words: RegExp): Promise<void> {
  await eventually(() => product.messages(DRIVER), ([first]) => words.test(first?.text ?? ""));
}

async function reply(product: Product, { message_id }: ChatMessage, text: string): Promise<void> {
  const send = { userId: DISPATCHER, chatId: DISPATCH_CHAT, text, replyTo: message_id };
  await product.control(product.telegram, { send });
}

async function chatTexts(product: Product): Promise<string[]> {
  return (await product.messages(DISPATCH_CHAT)).map(({ text }) => text);
}

/** What was shown to whoever pressed, oldest first. */
async function toasts({ telegram }: Product): Promise<{ text: string; show_alert?: boolean }[]> {
  return (await callsTo(telegram, "answerCallbackQuery")).map(({ note }) => note);
}
