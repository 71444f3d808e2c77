// What a driver can do in the chat with the bot, and what they hear there of their responses.
import assert from "node:assert/strict";
import { ADMIN, DISPATCHER, DRIVER, eventually, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { FORM, heard, QUICK } from "./answered.ts";

const dispatcher = { actor: { kind: "dispatcher", id: String(DISPATCHER) }, correlationId: "test" } as const;

Deno.test("a driver hears of every step, in plain words, with a button back to the load", async () => {
  await using product = await startProduct(QUICK);
  const driver = await product.signIn(DRIVER);
  const cargoId = await driver.anyCargo();
  const { responseId } = (await driver.post(`/api/cargos/${cargoId}/responses`, FORM)).json;
  const { responses, backhaul } = product.app;
  await backhaul.setWanted(DRIVER, false, dispatcher);
  const shows = (words: RegExp) =>
    eventually(() => heard(product), (all) => words.test(all.at(-1)?.text ?? ""));
  await shows(/^📨 Диспетчер получил ваш отклик/);
  await responses.see(responseId, dispatcher);
  await shows(/^👀 Диспетчер смотрит ваш отклик/);
  await responses.accept(responseId, dispatcher);
  await shows(/^✅ Ваш отклик приняли/);
  await responses.complete(responseId, dispatcher);
  const all = await shows(/^🏁 Перевозка завершена/);
  assert.equal(all.length, 3, "one confirmation that changed, and two decisions");
  for (const { reply_markup } of all) {
    const [button] = reply_markup!.inline_keyboard.flat() as { text: string; web_app?: { url: string } }[];
    assert.deepEqual([button?.text, button?.web_app?.url], [
      "Открыть отклик",
      `${product.baseUrl}/cargos/${cargoId}`,
    ]);
  }
  const other = (await driver.get("/api/cargos?mode=all&limit=2")).json.data[1].id;
  const second = (await driver.post(`/api/cargos/${other}/responses`, FORM)).json;
  await responses.reject(second.responseId, dispatcher);
  await eventually(() => heard(product), (now) => now.some(({ text }) => /выбрали другую машину/.test(text)));
});

Deno.test("a confirmation the driver deleted is not missed", async () => {
  await using product = await startProduct(QUICK);
  const driver = await product.signIn(DRIVER);
  const { responseId } = (await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM)).json;
  const [first] = await eventually(() => heard(product), (all) => /получил/.test(all[0]?.text ?? ""));
  product.telegram.world.chats.delete(DRIVER, first!.message_id);
  await product.app.responses.see(responseId, dispatcher);
  const [anew] = await eventually(() => heard(product), (all) => all.length === 1);
  assert.match(anew!.text, /смотрит ваш отклик/);
});

Deno.test("every command is answered with a door to the right page", async () => {
  await using product = await startProduct(QUICK);
  await product.signIn(DRIVER);
  const asked: [string, RegExp, string, string][] = [
    ["/start", /^Здравствуйте/, "/", "Грузы"],
    [
      "/start cargo_6236980507",
      /^Здравствуйте.*Груз, который вам прислали/,
      "/cargos/6236980507",
      "Открыть груз",
    ],
    ["/start searches", /^Здравствуйте/, "/searches", "Мои поиски"],
    ["/start ../admin", /^Здравствуйте/, "/", "Грузы"],
    ["/responses", /ещё не откликались/, "/", "Грузы"],
    ["/searches", /поисков пока нет/, "/searches", "Мои поиски"],
    ["/subscription", /./, "/subscription", "Моя подписка"],
    ["/help", /\/responses[^]*\/paysupport/, "/", "Грузы"],
    ["/terms", /./, "/subscription", "Моя подписка"],
    ["/paysupport", /./, "/subscription", "Моя подписка"],
    ["/nonsense", /^Такой команды нет[^]*\/responses/, "/", "Грузы"],
  ];
  for (const [index, [text, words, path, label]] of asked.entries()) {
    await product.control(product.telegram, { send: { userId: DRIVER, text } });
    const answers = await eventually(() => heard(product), (all) => all.length === index + 1);
    const answer = answers.at(-1)!;
    assert.match(answer.text, words, text);
    const [button] = answer.reply_markup!.inline_keyboard.flat() as {
      text: string;
      web_app?: { url: string };
    }[];
    assert.deepEqual([new URL(button!.web_app!.url).pathname, button!.text], [path, label], text);
  }
  const events = await Array.fromAsync(product.world.log.readAll({ after: 0 }));
  assert.ok(
    !events.some(({ type }) => type === "SupportMessageReceived"),
    "commands are no letters to support",
  );
});

Deno.test("what is no command is kept for support, once, and answered", async () => {
  await using product = await startProduct(QUICK);
  const text = "Деньги списали, а доступа нет";
  await product.control(product.telegram, { send: { userId: DRIVER, text } });
  const [answer] = await eventually(() => heard(product), (all) => all.length === 1);
  assert.match(answer!.text, /Передали ваше сообщение в поддержку/);
  const photo = {
    update_id: 7,
    message: {
      message_id: 70,
      date: 1_790_000_000,
      chat: { id: DRIVER, type: "private", first_name: "Иван" },
      from: { id: DRIVER, is_bot: false, first_name: "Иван" },
      photo: [{ file_id: "small" }, { file_id: "large" }],
      caption: "Вот чек",
    },
  };
  for (let again = 0; again < 2; again++) await product.app.updates.receive(JSON.stringify(photo), "test");
  await eventually(() => heard(product), (all) => all.length === 2);
  const admin = await product.signIn(ADMIN);
  const { json } = await admin.get(`/api/admin/events?stream=support-${DRIVER}`);
  assert.deepEqual(json.data.map(({ data }: { data: object }) => data), [
    { driverId: DRIVER, messageId: 1, content: "text", text },
    { driverId: DRIVER, messageId: 70, content: "photo", text: "Вот чек", fileId: "large" },
  ]);
  const stored = await product.world.log.readStream(`support-${DRIVER}`);
  assert.doesNotMatch(JSON.stringify(stored), /Деньги|чек|large/, "people's words are ciphertext at rest");
});

Deno.test("what Telegram itself says in the chat is no letter to support: who lets the bot write is only found", async () => {
  await using product = await startProduct(QUICK);
  const lost = { type: "DriverUnreachable", data: { driverId: DRIVER, reason: "no_chat" } };
  await product.world.log.append({
    streams: [{ streamId: `reachability-${DRIVER}`, expectedVersion: "any", events: [lost] }],
    meta: { at: new Date().toISOString(), actor: { kind: "system" }, correlationId: "test" },
  });
  const said = (update_id: number, message: object) =>
    product.app.updates.receive(
      JSON.stringify({
        update_id,
        message: {
          ...{ message_id: update_id, date: 1_790_000_000 },
          chat: { id: DRIVER, type: "private", first_name: "Иван" },
          from: { id: DRIVER, is_bot: false, first_name: "Иван" },
          ...message,
        },
      }),
      "test",
    );
  await said(7, { write_access_allowed: { from_request: true } });
  await said(8, { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } });
  await said(9, { text: "Спасибо" });
  const [answer] = await eventually(() => heard(product), (all) => all.length > 0);
  assert.match(answer!.text, /поддержку/);
  assert.equal((await heard(product)).length, 1);
  assert.equal((await product.world.log.readStream(`support-${DRIVER}`)).length, 1);
  assert.equal(await product.app.reachability.isLost(DRIVER), false);
});

Deno.test("a driver's own number shared in the chat is kept for one-tap answers, anybody else's is not", async () => {
  await using product = await startProduct(QUICK);
  const share = (contact: object) => product.control(product.telegram, { contact });
  const says = (words: RegExp) =>
    eventually(() => heard(product), (all) => words.test(all.at(-1)?.text ?? ""));
  await share({ userId: DRIVER });
  await says(/Сначала откройте приложение/);
  await product.signIn(DRIVER);
  await share({ userId: DRIVER, of: OTHER_DRIVER });
  await says(/не ваш номер/);
  assert.equal((await product.app.drivers.find(DRIVER))?.contact, undefined);
  await share({ userId: DRIVER });
  await says(/Номер записали/);
  const phone = product.telegram.world.users.get(DRIVER)!.phone;
  assert.equal((await product.app.drivers.find(DRIVER))?.contact?.phone, phone);
});
