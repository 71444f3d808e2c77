// The Telegram sandbox answers Bot API calls as Telegram does, refusals included.
import assert from "node:assert/strict";
import { Bot, GrammyError } from "grammy";
import { BOT_TOKEN, DISPATCHER, DRIVER, GROUP, withTelegram } from "./telegram_client.ts";

Deno.test("a wrong token is 401 and an unknown method 404", async () => {
  await withTelegram(async ({ url, call }) => {
    const wrong = await (await fetch(`${url}/bot1:wrong/getMe`)).json();
    assert.deepEqual(wrong, { ok: false, error_code: 401, description: "Unauthorized" });
    assert.equal((await call("sendTelegraph")).error_code, 404);
  });
});

Deno.test("parameters are taken from the query, JSON, forms and multipart alike", async () => {
  await withTelegram(async ({ url, messages }) => {
    const send = `${url}/bot${BOT_TOKEN}/sendMessage`;
    const markup = JSON.stringify({ inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] });
    const fields = { chat_id: String(DRIVER), text: "форма", reply_markup: markup };
    const multipart = new FormData();
    for (const [key, value] of Object.entries(fields)) multipart.set(key, value);
    for (
      const sent of [
        fetch(`${send}?${new URLSearchParams(fields)}`),
        fetch(send, { method: "POST", body: new URLSearchParams(fields) }),
        fetch(send, { method: "POST", body: multipart }),
      ]
    ) assert.equal((await (await sent).json()).ok, true);
    const all = await messages(DRIVER);
    assert.deepEqual(all.map((message) => message.message_id), [1, 2, 3]);
    for (const message of all) {
      assert.deepEqual(message.reply_markup, { inline_keyboard: [[{ text: "Да", callback_data: "yes" }]] });
    }
  });
});

Deno.test("message ids count up in each chat", async () => {
  await withTelegram(async ({ message }) => {
    const first = await message("sendMessage", { chat_id: DRIVER, text: "1" });
    const group = await message("sendMessage", { chat_id: GROUP, text: "1" });
    const second = await message("sendMessage", { chat_id: DRIVER, text: "2" });
    assert.deepEqual([first.message_id, group.message_id, second.message_id], [1, 1, 2]);
    assert.equal(group.chat.type, "supergroup");
  });
});

Deno.test("HTML becomes text with entities", async () => {
  await withTelegram(async ({ message }) => {
    const text = `<b>Казань → Пермь</b> 5 &lt; 6 &amp; <a href="https://t.me/x?a=1&amp;b=2">груз</a>`;
    const sent = await message("sendMessage", { chat_id: DRIVER, text, parse_mode: "HTML" });
    assert.equal(sent.text, "Казань → Пермь 5 < 6 & груз");
    assert.deepEqual(sent.entities, [
      { type: "bold", offset: 0, length: 14 },
      { type: "text_link", offset: 23, length: 4, url: "https://t.me/x?a=1&b=2" },
    ]);
  });
});

Deno.test("bad HTML is refused with the reason", async () => {
  await withTelegram(async ({ call, messages }) => {
    const cases: [string, RegExp][] = [
      ["<b>жирный", /Can't find end tag corresponding to start tag "b"/],
      ["<b>a<i>b</b></i>", /expected "<\/i>", found "<\/b>"/],
      ["<div>a</div>", /Unsupported start tag "div"/],
      ["5 < 6", /Unsupported start tag ""/],
      ["a</b>", /Unexpected end tag/],
    ];
    for (const [text, reason] of cases) {
      const answer = await call("sendMessage", { chat_id: DRIVER, text, parse_mode: "HTML" });
      assert.equal(answer.error_code, 400, text);
      assert.match(answer.description ?? "", /^Bad Request: can't parse entities: /);
      assert.match(answer.description ?? "", reason);
    }
    assert.deepEqual(await messages(DRIVER), []);
  });
});

Deno.test("what Telegram refuses to send is refused", async () => {
  await withTelegram(async ({ call, control }) => {
    const description = async (parameters: Record<string, unknown>) =>
      (await call("sendMessage", parameters)).description;
    assert.equal(await description({ chat_id: 42, text: "a" }), "Bad Request: chat not found");
    assert.equal(await description({ chat_id: DRIVER, text: " " }), "Bad Request: message text is empty");
    assert.equal(
      await description({ chat_id: DRIVER, text: "я".repeat(4097) }),
      "Bad Request: message is too long",
    );
    const keyboard = (button: unknown) => ({ inline_keyboard: [[button]] });
    const data = keyboard({ text: "a", callback_data: "я".repeat(33) });
    assert.equal(
      await description({ chat_id: DRIVER, text: "a", reply_markup: data }),
      "Bad Request: BUTTON_DATA_INVALID",
    );
    const app = keyboard({ text: "a", web_app: { url: "https://example.org" } });
    assert.equal(
      await description({ chat_id: GROUP, text: "a", reply_markup: app }),
      "Bad Request: BUTTON_TYPE_INVALID",
    );
    await control({ blockUser: DRIVER, blocked: true });
    const blocked = await call("sendMessage", { chat_id: DRIVER, text: "a" });
    assert.equal(blocked.error_code, 403);
    assert.equal(blocked.description, "Forbidden: bot was blocked by the user");
  });
});

Deno.test("an edit shows, the same edit again and an edit of nothing are refused", async () => {
  await withTelegram(async ({ call, message, messages }) => {
    const { message_id } = await message("sendMessage", {
      chat_id: GROUP,
      text: "новый отклик",
      reply_markup: { inline_keyboard: [[{ text: "Принять", callback_data: "accept" }]] },
    });
    const edit = { chat_id: GROUP, message_id, text: "принят" };
    const edited = await message("editMessageText", edit);
    assert.equal(edited.text, "принят");
    assert.equal(edited.reply_markup, undefined);
    assert.ok(edited.edit_date);
    assert.match(
      (await call("editMessageText", edit)).description ?? "",
      /^Bad Request: message is not modified/,
    );
    const missing = await call("editMessageText", { ...edit, message_id: 99 });
    assert.equal(missing.description, "Bad Request: message to edit not found");
    await call("deleteMessage", { chat_id: GROUP, message_id });
    assert.deepEqual(await messages(GROUP), []);
    assert.equal((await call("deleteMessage", { chat_id: GROUP, message_id })).error_code, 400);
  });
});

Deno.test("commands, menu button and description are kept", async () => {
  await withTelegram(async ({ call }) => {
    const commands = [{ command: "start", description: "Начать" }];
    await call("setMyCommands", { commands });
    assert.deepEqual((await call("getMyCommands")).result, commands);
    const menu_button = { type: "web_app", text: "Грузы", web_app: { url: "https://cargo.example" } };
    await call("setChatMenuButton", { menu_button });
    assert.deepEqual((await call("getChatMenuButton", { chat_id: DRIVER })).result, menu_button);
    const insecure = { ...menu_button, web_app: { url: "http://cargo.example" } };
    assert.equal((await call("setChatMenuButton", { menu_button: insecure })).error_code, 400);
    assert.equal((await call("setMyDescription", { description: "Грузы рядом" })).result, true);
  });
});

Deno.test("faults meet single methods, and drop takes effect before the connection breaks", async () => {
  await withTelegram(async ({ call, control, messages }) => {
    await control({ fault: { path: "sendMessage", status: 429, retryAfter: 7, times: 1 } });
    assert.equal((await call("getMe")).ok, true);
    const limited = await call("sendMessage", { chat_id: DRIVER, text: "a" });
    assert.deepEqual(limited.parameters, { retry_after: 7 });
    assert.equal(limited.description, "Too Many Requests: retry after 7");
    await control({ fault: { path: "sendMessage", status: 500, times: 1 } });
    assert.equal((await call("sendMessage", { chat_id: DRIVER, text: "a" })).error_code, 500);
    assert.deepEqual(await messages(DRIVER), []);
    await control({ fault: { path: "sendMessage", drop: true, times: 1 } });
    await assert.rejects(call("sendMessage", { chat_id: DRIVER, text: "дошло" }));
    assert.deepEqual((await messages(DRIVER)).map(({ text }) => text), ["дошло"]);
  });
});

Deno.test("the log names methods and parameters, and holds neither the token nor the webhook secret", async () => {
  await withTelegram(async ({ url, call }) => {
    await call("sendMessage", { chat_id: DRIVER, text: "привет" });
    await call("setWebhook", { url: "", secret_token: "very-secret" });
    const text = await (await fetch(`${url}/__control/log`)).text();
    assert.ok(!text.includes(BOT_TOKEN) && !text.includes("very-secret"));
    const [sent] = JSON.parse(text);
    assert.equal(sent.path, "sendMessage");
    assert.deepEqual(sent.note, { chat_id: DRIVER, text: "привет" });
  });
});

Deno.test("an invoice is confirmed by the bot, paid once the bot agrees, and refunded once", async () => {
  await withTelegram(async ({ call, control }) => {
    const invoice = { title: "30 дней", description: "Подписка", payload: "p1", currency: "XTR" };
    const link =
      (await call("createInvoiceLink", { ...invoice, prices: [{ label: "30 дней", amount: 250 }] })).result;
    const paying = control({ pay: { userId: DRIVER, link } });
    const [asked] = (await call("getUpdates", { timeout: 5 })).result as [
      { update_id: number; pre_checkout_query: { id: string; total_amount: number } },
    ];
    assert.equal(asked.pre_checkout_query.total_amount, 250);
    await call("answerPreCheckoutQuery", { pre_checkout_query_id: asked.pre_checkout_query.id, ok: true });
    const payment = (await paying).body.payment as { status: string; chargeId: string };
    assert.equal(payment.status, "paid");
    const [told] = (await call("getUpdates", { offset: asked.update_id + 1 })).result as [
      { message: { successful_payment: Record<string, unknown> } },
    ];
    assert.equal(told.message.successful_payment.telegram_payment_charge_id, payment.chargeId);
    const refund = { user_id: DRIVER, telegram_payment_charge_id: payment.chargeId };
    assert.equal((await call("refundStarPayment", refund)).ok, true);
    assert.equal(
      (await call("refundStarPayment", refund)).description,
      "Bad Request: CHARGE_ALREADY_REFUNDED",
    );
  });
});

Deno.test("a grammY bot talks to people through it", async () => {
  await withTelegram(async ({ url, control, messages }) => {
    const bot = new Bot(BOT_TOKEN, { client: { apiRoot: url } });
    let pressed: (value: unknown) => void;
    const answered = new Promise((resolve) => pressed = resolve);
    bot.command("start", (context) =>
      context.reply(`привет, ${context.match}`, {
        reply_markup: { inline_keyboard: [[{ text: "Принять", callback_data: "accept" }]] },
      }));
    bot.callbackQuery("accept", async (context) => {
      await context.answerCallbackQuery("Готово");
      await context.editMessageText(`принял ${context.from.first_name}`);
      pressed(undefined);
    });
    const running = bot.start({
      onStart: () => void control({ send: { userId: DRIVER, text: "/start load_5" } }),
    });
    let messageId: number | undefined;
    while (messageId === undefined) {
      messageId = (await messages(DRIVER)).find(({ from }) => from.is_bot)?.message_id;
    }
    const { status } = await control({
      press: { chatId: DRIVER, messageId, data: "accept", userId: DISPATCHER },
    });
    assert.equal(status, 200);
    await answered;
    assert.equal((await messages(DRIVER)).at(-1)?.text, "принял Сергей");
    await assert.rejects(bot.api.answerCallbackQuery("1"), GrammyError);
    await bot.stop();
    await running;
  });
});

Deno.test("a wrong control command is refused with the field named", async () => {
  await withTelegram(async ({ control }) => {
    const bad: [unknown, string][] = [
      [{ send: { userId: 5, text: "a" } }, "send.userId"],
      [{ press: { chatId: DRIVER, messageId: 1, data: "x", userId: DRIVER } }, "press.data"],
      [{ blocked: true }, "blocked"],
      [{ user: { id: "one", first_name: "A" } }, "user.id"],
      [{ pay: { userId: DRIVER, link: "https://t.me/$none" } }, "pay.link"],
      [{ renewal: { userId: DRIVER, chargeId: "none", state: "failed" } }, "renewal.chargeId"],
    ];
    for (const [command, field] of bad) {
      const { status, body } = await control(command);
      assert.deepEqual([status, body.field], [400, field]);
    }
  });
});
