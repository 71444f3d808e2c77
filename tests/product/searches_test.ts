// Saved searches and what the bot does about them, from the address to the message and back.
import assert from "node:assert/strict";
import {
  type ApiClient,
  type ChatMessage,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  type Product,
  startProduct,
} from "../support/product.ts";

const EVERY_SECOND = { ALERT_POLL_SECONDS: "1" };
/** The only rounds are those of the test. */
const WHEN_ASKED = { ALERT_POLL_SECONDS: "86400" };
const FORM = { phone: "+79123456789", name: "Иван" };
const FROM_KAZAN = { name: "Из Казани", filter: { mode: "all", start_name: "Казань" } };

async function kazan(client: ApiClient): Promise<number> {
  return (await client.get("/api/dictionaries/points?name=Казань")).json.data[0].id;
}

async function searchFromKazan(client: ApiClient, extra: object = {}) {
  const filter = { ...FROM_KAZAN.filter, start_point_id: await kazan(client), start_radius: 5 };
  return await client.post("/api/searches", { ...FROM_KAZAN, filter, ...extra });
}

async function publish(product: Product, price = 9_000_000): Promise<string> {
  const addLoad = { start: "Казань", finish: "Москва", distance: 800, price, price_carrier: price };
  const command = { method: "POST", body: JSON.stringify({ addLoad }) };
  const answer = await fetch(`${product.cargotech.url}/__control`, command);
  return String((await answer.json()).id);
}

const alertsOf = async (product: Product, driver: number): Promise<ChatMessage[]> =>
  (await product.messages(driver)).filter(({ text }) => text.startsWith("🔔"));

/** The round that begins with the product is over. */
async function restsUntilAsked(product: Product): Promise<void> {
  const next = async () =>
    (await product.world.queue.scan()).find(({ message }) => message.kind === "searches.watch")?.message
      .dueAt;
  await eventually(next, (dueAt) => dueAt !== undefined && dueAt > Date.now());
}

/** Quiet hours that hold now and end in about two hours, by Moscow's clock. */
function hoursAroundNow(): { from: string; to: string } {
  const at = (hours: number) => new Date(Date.now() + (3 + hours) * 3_600_000).toISOString().slice(11, 16);
  return { from: at(-2), to: at(2) };
}

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
  const all: { path: string; note: { text: string } }[] = await (await fetch(`${telegram.url}/__control/log`))
    .json();
  return all.filter(({ path }) => path.includes("answerCallbackQuery")).map(({ note }) => note.text);
}

Deno.test("a driver saves, reads, changes and removes a search over the API", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const saved = await searchFromKazan(mine, { quietHours: { from: "22:00", to: "07:00" } });
  assert.equal(saved.status, 201, saved.text);
  const { id, filter, ...rest } = saved.json;
  assert.equal(filter.start_point_id, await kazan(mine));
  assert.deepEqual([filter.mode, filter.start_radius, filter.start_name], ["all", 5, "Казань"]);
  assert.deepEqual([rest.name, rest.alerts, rest.quietHours], ["Из Казани", true, {
    from: "22:00",
    to: "07:00",
  }]);

  const again = await searchFromKazan(mine, { name: "То же самое" });
  assert.deepEqual([again.status, again.json.id], [200, id], "the same loads are looked for once");
  const changed = await mine.call("PATCH", `/api/searches/${id}`, {
    name: "Казань",
    alerts: false,
    quietHours: null,
  });
  assert.deepEqual([changed.json.name, changed.json.alerts, changed.json.quietHours], [
    "Казань",
    false,
    undefined,
  ]);
  assert.deepEqual((await mine.get("/api/searches")).json.data, [changed.json]);
  assert.equal((await mine.call("DELETE", `/api/searches/${id}`)).status, 204);
  assert.deepEqual((await mine.get("/api/searches")).json.data, []);
  assert.equal((await mine.get(`/api/searches/${id}`)).status, 404);
});

Deno.test("a search of somebody else is not found, whatever one wants with it", async () => {
  await using product = await startProduct();
  const [mine, other] = [await product.signIn(), await product.signIn(OTHER_DRIVER)];
  const path = `/api/searches/${(await searchFromKazan(mine)).json.id}`;
  for (const [method, body] of [["GET"], ["PATCH", { name: "Моё" }], ["DELETE"]] as const) {
    const answer = await other.call(method, path, body);
    assert.deepEqual([answer.status, answer.json.code], [404, "search_not_found"], method);
  }
  assert.equal((await mine.get(path)).json.name, "Из Казани");
});

Deno.test("a search is not changed into another one of its driver's", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const save = async (name: string, price: number) =>
    (await mine.post("/api/searches", { name, filter: { price_min: price }, alerts: false })).json.id;
  const [, cheap] = [await save("Дорогие", 90_000), await save("Дешёвые", 10_000)];
  const path = `/api/searches/${cheap}`;
  const same = await mine.call("PATCH", path, { filter: { price_min: 90_000 } });
  assert.deepEqual([same.status, same.json.code], [409, "search_exists"]);
  assert.equal((await mine.get(path)).json.filter.price_min, 10_000);
  const itself = await mine.call("PATCH", path, { name: "Любые", filter: { price_min: 10_000 } });
  assert.deepEqual([itself.status, itself.json.name], [200, "Любые"]);

  const page = await fetch(`${product.baseUrl}/searches/${cheap}`, {
    method: "POST",
    headers: { authorization: `Bearer ${mine.token}` },
    body: new URLSearchParams({ typed: "1", name: "Любые", price_min: "90000" }),
    redirect: "manual",
  });
  const text = await page.text();
  assert.deepEqual([page.status, /Такой поиск у вас уже есть/.test(text)], [409, true], text);
});

Deno.test("wrong fields are named, and the twenty-first search is refused", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const field = async (body: object) => {
    const { status, json } = await mine.post("/api/searches", body);
    return [status, json.code, json.errors?.[0]?.field];
  };
  assert.deepEqual(await field({ ...FROM_KAZAN, name: " " }), [422, "validation_failed", "name"]);
  assert.deepEqual(await field({ ...FROM_KAZAN, quietHours: { from: "25:00", to: "07:00" } }), [
    422,
    "validation_failed",
    "quietHours",
  ]);
  const twice = await mine.post("/api/searches", { ...FROM_KAZAN, quietHours: {} });
  assert.equal(twice.json.errors.length, 1, "one sentence about one field is said once");
  assert.deepEqual(await field({ name: "Дорогие", filter: { price_min: "много" } }), [
    400,
    "invalid_filter",
    "price_min",
  ]);
  const saves = Array.from({ length: 21 }, (_, n) =>
    mine.post("/api/searches", {
      name: `От ${n + 1} тысяч`,
      filter: { price_min: (n + 1) * 1000 },
      alerts: false,
    }));
  const statuses = (await Promise.all(saves)).map(({ status }) => status);
  assert.deepEqual(statuses.toSorted(), [...Array(20).fill(201), 409]);
});

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
  await product.world.caughtUp();
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

Deno.test("a favourite that pays more is told of once", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const cargoId = await publish(product);
  const origin = { actor: { kind: "driver", id: String(DRIVER) }, correlationId: "test" } as const;
  await product.app.marks.keep(DRIVER, cargoId, origin);
  await product.control(product.cargotech, { changePrice: { id: Number(cargoId), price: 9_500_000 } });
  for (let round = 0; round < 2; round++) {
    await product.world.cargotech.clearCache("list");
    await product.world.cargotech.clearCache("detail");
    await product.world.priceWatcher.round();
  }
  const told = async () => (await product.messages(DRIVER)).filter(({ text }) => text.startsWith("📈"));
  const [rise] = await eventually(told, (all) => all.length > 0);
  assert.match(rise!.text, /было 90\s000\s₽[^]*95\s000\s₽/);
  await product.app.marks.unkeep(DRIVER, cargoId, origin);
  assert.equal((await mine.get("/api/me")).status, 200);
  await product.world.caughtUp();
  assert.equal((await told()).length, 1);
});

Deno.test("a driver who is forgotten has no searches, and nobody watches for them", async () => {
  await using product = await startProduct(WHEN_ASKED);
  const mine = await product.signIn();
  await searchFromKazan(mine);
  const origin = { actor: { kind: "system" }, correlationId: "test" } as const;
  assert.ok(await product.app.drivers.forget(DRIVER, origin));
  assert.deepEqual(await product.world.views.watches.list([]), []);
  const again = await product.signIn();
  assert.deepEqual((await again.get("/api/searches")).json.data, []);
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

Deno.test("an accepted response brings loads home, unless the driver does not want them", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const cargoId = await publish(product);
  const back = {
    start: "Москва",
    finish: "Казань",
    distance: 800,
    price: 7_000_000,
    price_carrier: 7_000_000,
  };
  await product.control(product.cargotech, { addLoad: back });
  const answered = await mine.post(`/api/cargos/${cargoId}/responses`, FORM);
  const origin = { actor: { kind: "dispatcher", id: "1" }, correlationId: "test" } as const;
  await product.app.responses.accept(answered.json.responseId, origin);
  const home = async () => (await product.messages(DRIVER)).filter(({ text }) => text.startsWith("🔁"));
  const [offer] = await eventually(home, (all) => all.length > 0);
  assert.match(offer!.text, /Москва → Казань/);

  await product.app.backhaul.setWanted(DRIVER, false, origin);
  const second = await mine.post(`/api/cargos/${await publish(product, 5_000_000)}/responses`, FORM);
  await product.app.responses.accept(second.json.responseId, origin);
  const decided = async () => (await product.messages(DRIVER)).filter(({ text }) => text.startsWith("✅"));
  await eventually(decided, (all) => all.length === 2);
  const waiting = async () =>
    (await product.world.queue.scan()).filter(({ message }) => message.kind === "backhaul.seek");
  await eventually(waiting, (jobs) => jobs.length === 0);
  assert.equal((await home()).length, 1);
});

Deno.test("a decision comes in the quiet hours too, loads home when they are over", async () => {
  let ahead = 0;
  await using product = await startProduct(WHEN_ASKED, { clock: () => Date.now() + ahead });
  const mine = await product.signIn();
  const cargoId = await publish(product);
  const addLoad = { start: "Москва", finish: "Казань", distance: 800, price: 7_000_000 };
  await product.control(product.cargotech, { addLoad });
  const hours = { name: "Ночью тихо", filter: { mode: "all" }, alerts: false, quietHours: hoursAroundNow() };
  assert.equal((await mine.post("/api/searches", hours)).status, 201);
  const { json } = await mine.post(`/api/cargos/${cargoId}/responses`, FORM);
  await product.app.responses.accept(json.responseId, {
    actor: { kind: "dispatcher", id: "1" },
    correlationId: "test",
  });
  const said = (mark: string) => async () =>
    (await product.messages(DRIVER)).filter(({ text }) => text.startsWith(mark));
  await eventually(said("✅"), (all) => all.length === 1);
  const seeking = async () =>
    (await product.world.queue.scan()).find(({ message }) => message.kind === "backhaul.seek");
  const waiting = await eventually(seeking, (job) => job === undefined || job.message.attempt > 0);
  assert.ok(waiting!.due > Date.now() + 60_000);
  assert.deepEqual(await said("🔁")(), []);
  ahead = waiting!.due - Date.now();
  await eventually(said("🔁"), (all) => all.length === 1);
});

Deno.test("loads home leave out what the driver has hidden", async () => {
  await using product = await startProduct();
  const mine = await product.signIn();
  const cargoId = await publish(product);
  const addLoad = { start: "Москва", finish: "Казань", distance: 800, price: 7_000_000 };
  await product.control(product.cargotech, { addLoad });
  const accept = async (cargo: string) => {
    const { json } = await mine.post(`/api/cargos/${cargo}/responses`, FORM);
    await product.app.responses.accept(json.responseId, {
      actor: { kind: "dispatcher", id: "1" },
      correlationId: "test",
    });
    const offers = async () => (await product.world.views.backhaul.get([DRIVER]))?.offers ?? [];
    const found = await eventually(
      offers,
      (all) => all.some(({ responseId }) => responseId === json.responseId),
    );
    return found.at(-1)!.cargos;
  };
  const [first, second] = await accept(cargoId);
  assert.equal((await mine.post(`/api/marks/hidden/${first!.id}`)).status, 200);
  assert.equal((await mine.post(`/api/marks/companies/${encodeURIComponent(second!.company!)}`)).status, 200);
  const offered = await accept(await publish(product, 5_000_000));
  assert.equal(offered.some(({ id, company }) => id === first!.id || company === second!.company), false);
});
