// What the bot does about saved searches, from the load to the message and back.
import assert from "node:assert/strict";
import { caughtUp } from "../../support/caught_up.ts";
import {
  type ChatMessage,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  type Product,
  startProduct,
} from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";
import {
  EVERY_SECOND,
  FORM,
  hoursAroundNow,
  publish,
  restsUntilAsked,
  searchFromKazan,
  WHEN_ASKED,
} from "./searches_support.ts";

const alertsOf = async (product: Product, driver: number): Promise<ChatMessage[]> =>
  (await product.messages(driver)).filter(({ text }) => text.startsWith("🔔"));

async function press(product: Product, message: ChatMessage, label: string, userId: number) {
  const buttons = message.reply_markup!.inline_keyboard.flat();
  const data = buttons.find(({ text }) => text === label)!.callback_data;
  await product.control(product.telegram, {
    press: { chatId: userId, messageId: message.message_id, data, userId },
  });
}

/** The message as the chat shows it by now. */
const shown = async (product: Product, { message_id }: ChatMessage) =>
  (await product.messages(DRIVER)).filter((message) => message.message_id === message_id);

const saidOf = async (product: Product, message: ChatMessage) =>
  (await shown(product, message)).map(({ text }) => text);

const labelsOf = async (product: Product, message: ChatMessage) =>
  (await shown(product, message)).flatMap(({ reply_markup }) =>
    reply_markup!.inline_keyboard.flat().map(({ text }) => text)
  );

/** A press of a button that is not there any more, as Telegram tells of it. */
async function pressLate(product: Product, { message_id, text }: ChatMessage, data: string): Promise<void> {
  const from = { id: DRIVER, is_bot: false, first_name: "Иван" };
  const message = { message_id, text, date: 0, chat: { id: DRIVER, type: "private" } };
  const update = { update_id: 900_000, callback_query: { id: "1", chat_instance: "1", from, message, data } };
  await product.app.updates.receive(JSON.stringify(update), "test");
}

async function toasts({ telegram }: Product): Promise<string[]> {
  return (await callsTo(telegram, "answerCallbackQuery")).map(({ note }) => note.text);
}

Deno.test("a new load reaches its driver, who answers it from the message with one tap", async () => {
  await using product = await startProduct(EVERY_SECOND);
  const mine = await product.signIn();
  await mine.post(`/api/cargos/${await mine.anyCargo()}/responses`, FORM);
  assert.equal((await searchFromKazan(mine)).status, 201);
  const cargoId = await publish(product);
  const [alert, ...more] = await eventually(() => alertsOf(product, DRIVER), (all) => all.length > 0);
  assert.deepEqual(more, []);
  assert.match(alert!.text, /«Из Казани»[^]*Казань → Москва[^]*90\s000\s₽[^]*112,5\s₽\/км/);
  await press(product, alert!, "Откликнуться", DRIVER);
  const dispatched = () => product.messages(DISPATCH_CHAT);
  await eventually(dispatched, (all) => all.some(({ text }) => text.includes(cargoId)));
  const { json } = await mine.get("/api/responses");
  assert.ok(json.data.some((response: { cargoId: string }) => response.cargoId === cargoId));
  const [said] = await eventually(
    () => saidOf(product, alert!),
    ([text]) => text !== undefined && !text.startsWith("🔔"),
  );
  assert.match(said!, /^✅ Вы откликнулись[^]*Казань → Москва[^]*90\s000\s₽/);
  // A phone that has not seen the edit yet still shows the button.
  await pressLate(product, alert!, `respond:${cargoId}`);
  await eventually(() => toasts(product), (all) => all.at(-1) === "Вы уже откликались на этот груз.");
  assert.deepEqual(await labelsOf(product, alert!), ["Открыть отклик"]);
  const delay = await (await fetch(`${product.baseUrl}/metrics`)).text();
  assert.match(delay, /search_alert_delay_seconds_count 1/);
});

Deno.test("without a phone the tap leads to the form; what is hidden is in no list", async () => {
  await using product = await startProduct(EVERY_SECOND);
  const mine = await product.signIn();
  const { json: search } = await searchFromKazan(mine);
  const cargoId = await publish(product);
  const [alert] = await eventually(() => alertsOf(product, DRIVER), (all) => all.length > 0);
  await press(product, alert!, "Откликнуться", DRIVER);
  await eventually(
    () => product.messages(DRIVER),
    (all) => all.some(({ text }) => /Укажите телефон/.test(text)),
  );
  assert.deepEqual((await mine.get("/api/responses")).json.data, []);
  await press(product, alert!, "Не показывать", DRIVER);
  await eventually(() => product.app.marks.of(DRIVER), ({ hidden }) => hidden.includes(cargoId));
  await eventually(
    () => saidOf(product, alert!),
    ([text]) => /^🚫 Вы скрыли[^]*Казань → Москва/.test(text ?? ""),
  );
  assert.deepEqual(await labelsOf(product, alert!), ["Открыть груз"]);
  await pressLate(product, alert!, `hide:${cargoId}`);
  await eventually(() => toasts(product), (all) => all.at(-1) === "Вы уже скрыли этот груз.");
  assert.equal((await mine.get(`/api/searches/${search.id}`)).json.matched, 1);
});

Deno.test("many new loads are one message; of what was there before nobody hears", async () => {
  await using product = await startProduct(WHEN_ASKED);
  await restsUntilAsked(product);
  const mine = await product.signIn();
  await publish(product);
  await searchFromKazan(mine);
  for (let n = 0; n < 7; n++) await publish(product, 8_000_000 + n * 100_000);
  await product.world.searchWatcher.round();
  const [digest, ...more] = await eventually(() => alertsOf(product, DRIVER), (all) => all.length > 0);
  assert.deepEqual(more, []);
  assert.match(digest!.text, /Новые грузы по поиску «Из Казани»: 7/);
  assert.equal((await mine.get("/api/searches")).json.data[0].matched, 7);
});

Deno.test("what appears in the quiet hours waits for the morning, and for searches that still want it", async () => {
  await using product = await startProduct(WHEN_ASKED);
  await restsUntilAsked(product);
  const mine = await product.signIn();
  const { json: { id } } = await searchFromKazan(mine, { quietHours: hoursAroundNow() });
  for (let n = 0; n < 2; n++) {
    await publish(product, 8_000_000 + n * 100_000);
    await product.world.searchWatcher.round();
  }
  const waiting = async () =>
    (await product.world.queue.scan()).filter(({ message }) => message.kind === "driver_morning_loads");
  const [morning, ...more] = await waiting();
  assert.deepEqual(more, []);
  assert.ok(morning!.message.dueAt! > Date.now());
  await caughtUp(product.world);
  const until = String(morning!.message.data["quietUntil"]);
  const kept = await product.app.searches.waiting(DRIVER, until);
  assert.deepEqual(kept.map(({ cargos }) => cargos.length), [1, 1]);
  assert.equal((await mine.call("DELETE", `/api/searches/${id}`)).status, 204);
  assert.deepEqual(await product.app.searches.waiting(DRIVER, until), []);
});

Deno.test("an alert that is late, into the quiet hours of its search, waits until they are over", async () => {
  let ahead = 0;
  await using product = await startProduct(WHEN_ASKED, { clock: () => Date.now() + ahead });
  await restsUntilAsked(product);
  const mine = await product.signIn();
  const { json: { id } } = await searchFromKazan(mine);
  await product.control(product.telegram, { fault: { path: "sendMessage", status: 500 } });
  await publish(product);
  await product.world.searchWatcher.round();
  const alerts = async () =>
    (await product.world.queue.scan()).map(({ message }) => message)
      .filter(({ kind }) => kind === "driver_load_matched");
  await eventually(alerts, ([alert]) => alert?.lastError !== undefined);
  await mine.call("PATCH", `/api/searches/${id}`, { quietHours: hoursAroundNow() });
  await product.control(product.telegram, { clearFaults: true });
  const [held, ...more] = await eventually(alerts, ([alert]) => alert?.dueAt !== undefined);
  assert.deepEqual(more, []);
  assert.ok(held!.dueAt! > Date.now());
  // It is in nobody's way.
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/help" } });
  await eventually(() => product.messages(DRIVER), (all) => /\/responses/.test(all.at(-1)!.text));
  assert.deepEqual(await alertsOf(product, DRIVER), []);
  ahead = held!.dueAt! - Date.now();
  await eventually(() => alertsOf(product, DRIVER), (all) => all.length === 1);
});

Deno.test("a driver who blocked the bot is not written to until they speak again", async () => {
  await using product = await startProduct(EVERY_SECOND);
  const mine = await product.signIn();
  await searchFromKazan(mine);
  await product.control(product.telegram, { blockUser: DRIVER, blocked: true });
  const lost = () => product.world.views.unreachable.get([DRIVER]);
  await eventually(lost, (row) => row !== null);
  await publish(product);
  await product.world.searchWatcher.round();
  const told = async () =>
    (await Array.fromAsync(product.world.log.readAll({ after: 0 }))).filter(({ type }) =>
      type === "LoadsMatched"
    ).length;
  assert.equal(await told(), 0);
  await product.control(product.telegram, { blockUser: DRIVER, blocked: false });
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  await eventually(lost, (row) => row === null);
  await publish(product, 7_000_000);
  await eventually(() => alertsOf(product, DRIVER), (all) => all.length > 0);
});
