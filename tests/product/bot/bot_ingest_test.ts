// Updates on their way in: kept before anything else, understood in order, and the one question answered on the spot.
import assert from "node:assert/strict";
import { ALLOWED_UPDATES } from "../../../infra/telegram/setup.ts";
import { DRIVER, eventually, type Product, startProduct } from "../../support/product.ts";
import { callsTo } from "../../support/sandbox_control.ts";

const SECRET = "webhook-secret_0123456789";
const WEBHOOK = { TELEGRAM_MODE: "webhook", TELEGRAM_WEBHOOK_SECRET: SECRET };
const QUICK = { TELEGRAM_CHAT_PER_SECOND: "100", TELEGRAM_GLOBAL_PER_SECOND: "100" };
const PAYLOAD = "an invoice nobody made";

for (const mode of ["webhook", "polling"] as const) {
  Deno.test(`with ${mode}, Telegram's question before a payment is answered at once, whatever the queue does`, async () => {
    await using product = await startProduct({ ...(mode === "webhook" ? WEBHOOK : { TELEGRAM_MODE: mode }) });
    await setUp(product, mode);
    // Nothing the queue sends comes through: the answer does not wait for it.
    await product.control(product.telegram, { fault: { path: "sendMessage", status: 500 } });
    await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
    const { slug } = product.telegram.world.invoices.create({
      title: "30 дней",
      description: "Подписка",
      payload: PAYLOAD,
      currency: "XTR",
      total: 100,
    });
    const { payment } = await product.control(product.telegram, { pay: { userId: DRIVER, link: slug } });
    assert.equal(payment.status, "failed");
    assert.match(payment.errorMessage, /Оплата сейчас недоступна/);
    // It is kept all the same.
    await eventually(
      () => updatesOf(product),
      (all) => all.some(({ data }) => data["kind"] === "pre_checkout_query"),
    );
  });
}

Deno.test("a question before a payment is left unanswered rather than lost in a Bot API that is away", async () => {
  await using product = await startProduct(WEBHOOK);
  await setUp(product, "webhook");
  await product.control(product.telegram, {
    fault: { path: "answerPreCheckoutQuery", status: 502, times: 1 },
  });
  const query = {
    id: "77",
    from: { id: DRIVER, is_bot: false, first_name: "Иван" },
    currency: "XTR",
    total_amount: 100,
    invoice_payload: PAYLOAD,
  };
  assert.equal(await deliver(product, { update_id: 9_001, pre_checkout_query: query }), 200);
  const tries = await callsTo(product.telegram, "answerPreCheckoutQuery");
  assert.equal(tries.length, 2, "once more, as nothing was done the first time");
});

Deno.test("what one chat says is understood in the order it was said", async () => {
  await using product = await startProduct({ ...WEBHOOK, ...QUICK });
  await setUp(product, "webhook");
  const words = ["/responses", "/searches", "/help", "/terms", "/paysupport", "/start"];
  const said = Array.from({ length: 24 }, (_, n) => words[n % words.length]!);
  for (const text of said) await product.control(product.telegram, { send: { userId: DRIVER, text } });
  const answers = await eventually(
    async () => (await product.messages(DRIVER)).filter(({ from }) => from.is_bot),
    (all) => all.length === said.length,
  );
  const texts = new Map(words.map((word, index) => [word, answers[index]!.text]));
  assert.deepEqual(answers.map(({ text }) => text), said.map((word) => texts.get(word)));
});

Deno.test("Telegram is told once where updates go, which ones, and what the bot can do", async () => {
  await using product = await startProduct(WEBHOOK);
  await setUp(product, "webhook");
  const { world } = product.telegram;
  await eventually(() => Promise.resolve(world.updates.allowed), (allowed) => (allowed?.length ?? 0) > 0);
  assert.deepEqual(world.updates.allowed, [...ALLOWED_UPDATES]);
  assert.deepEqual(
    ["message", "callback_query", "my_chat_member", "pre_checkout_query"].every((kind) =>
      (ALLOWED_UPDATES as readonly string[]).includes(kind)
    ),
    true,
  );
  await eventually(() => Promise.resolve(world.menuButton.type), (type) => type === "web_app");
  await eventually(() => Promise.resolve(world.commands.length), (count) => count > 0);
  const commands = world.commands.map(({ command }) => command);
  for (const command of ["start", "responses", "searches", "subscription", "help", "terms", "paysupport"]) {
    assert.ok(commands.includes(command), command);
  }
});

async function setUp(product: Product, mode: "webhook" | "polling"): Promise<void> {
  const method = mode === "webhook" ? "setWebhook" : "getUpdates";
  await eventually(() => callsTo(product.telegram, method), (all) => all.length > 0);
}

async function updatesOf({ world }: Product) {
  const events = await Array.fromAsync(world.log.readAll({ after: 0 }));
  return events.filter(({ type }) => type === "TelegramUpdateReceived");
}

async function deliver({ settings }: Product, update: object): Promise<number> {
  const response = await fetch(`http://localhost:${settings["PORT"]}/webhooks/telegram`, {
    method: "POST",
    body: JSON.stringify(update),
    headers: { "x-telegram-bot-api-secret-token": SECRET },
  });
  await response.body?.cancel();
  return response.status;
}
