// Telegram Stars through the whole product: the invoice in the app, the question before payment, what the bot is told.
import assert from "node:assert/strict";
import { createListen } from "../../../infra/payments/listen.ts";
import { sweepProvider } from "../../../infra/payments/sweep.ts";
import { DRIVER, eventually, OTHER_DRIVER, type Product, startProduct } from "../../support/product.ts";
import { order, paid, pay, paymentOf, periods, SECRET, STARS } from "./stars_shop.ts";

Deno.test("a driver buys with Stars: the invoice's link, the question answered, the days granted once", async () => {
  await using product = await startProduct(STARS);
  const { client, paymentId, link } = await order(product);
  assert.match(link, /^https:\/\/t\.me\/\$/);
  const { status, chargeId } = await pay(product, link);
  assert.equal(status, "paid");
  const payment = await paid(product, paymentId);
  assert.equal(payment.providerPaymentId, chargeId);
  assert.deepEqual(payment.anomalies, []);
  const [period, ...more] = await eventually(() => periods(product), (all) => all.length > 0);
  assert.equal(more.length, 0);
  assert.equal((period!.data as { grantId: string }).grantId, paymentId);
  assert.equal((await client.get(`/api/payments/${paymentId}`)).json.status, "succeeded");
  const [delivery] = await eventually(
    () => product.app.payments.deliveries(paymentId),
    (all) => all.length > 0,
  );
  assert.deepEqual([delivery!.verdict, delivery!.provider], ["accepted", "stars"]);
});

Deno.test("fault 39: the question before payment is answered though the queue stands still", async () => {
  await using product = await startProduct(STARS);
  const { link } = await order(product);
  // Telegram takes no messages: whatever waits for its message waits for ever.
  await product.control(product.telegram, { fault: { path: "sendMessage", status: 500 } });
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/help" } });
  const stuck = async () => (await product.app.outbox.list({ status: "queued", limit: 10 })).data;
  await eventually(stuck, (messages) => messages.some(({ kind }) => kind === "reply"));
  assert.equal((await pay(product, link)).status, "paid");
  assert.ok((await stuck()).some(({ kind }) => kind === "reply"), "the queue still stands");
});

Deno.test("an invoice is refused before payment when it is paid, somebody else's, or nobody's", async () => {
  await using product = await startProduct(STARS);
  const { paymentId, link } = await order(product);
  assert.equal((await pay(product, link, { userId: OTHER_DRIVER })).status, "failed");
  assert.equal((await pay(product, link)).status, "paid");
  await paid(product, paymentId);
  assert.equal((await pay(product, link)).status, "failed");
  assert.equal((await pay(product, await foreignInvoice(product))).status, "failed");
});

Deno.test("fault 40: the same invoice paid twice is two charges, two periods, and a flag for a person", async () => {
  await using product = await startProduct(STARS);
  const { paymentId, link } = await order(product);
  const first = await pay(product, link);
  const second = await pay(product, link, { unasked: true });
  assert.notEqual(first.chargeId, second.chargeId);
  const granted = await eventually(() => periods(product), (all) => all.length === 2);
  assert.deepEqual(granted.map(({ data }) => (data as { grantId: string }).grantId), [
    paymentId,
    `${paymentId}+${second.chargeId}`,
  ]);
  const payment = await paymentOf(product, paymentId);
  assert.deepEqual([payment.receivedMinor, payment.anomalies], [700, ["paid_again"]]);
});

Deno.test("fault 41: a payment told under the same update_id again changes nothing", async () => {
  await using product = await startProduct(STARS);
  const { paymentId } = await order(product);
  const update = JSON.stringify({
    update_id: 99_000_001,
    message: {
      message_id: 5001,
      date: Math.floor(Date.now() / 1000),
      chat: { id: DRIVER, type: "private", first_name: "Иван" },
      from: { id: DRIVER, is_bot: false, first_name: "Иван" },
      successful_payment: {
        currency: "XTR",
        total_amount: 350,
        invoice_payload: paymentId,
        telegram_payment_charge_id: "stx-told-again",
        provider_payment_charge_id: "p",
      },
    },
  });
  const tell = () =>
    fetch(`${product.baseUrl}/webhooks/telegram`, {
      method: "POST",
      headers: { "x-telegram-bot-api-secret-token": SECRET },
      body: update,
    }).then(async (response) => (await response.body?.cancel(), response.status));
  assert.deepEqual(await Promise.all([tell(), tell(), tell()]), [200, 200, 200]);
  await paid(product, paymentId);
  assert.equal(await tell(), 200);
  // What comes later in the same chat is understood later: once it is there, a second charge would be there too.
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/help" } });
  await eventually(
    () => product.messages(DRIVER),
    (all) => all.some(({ from, text }) => from.is_bot && text),
  );
  assert.equal((await paymentOf(product, paymentId)).receivedMinor, 350);
  assert.equal((await eventually(() => periods(product), (all) => all.length > 0)).length, 1);
});

Deno.test("fault 13: a payment the bot was never told of is found in the bot's books", async () => {
  let ahead = 0;
  await using product = await startProduct(STARS, { clock: () => Date.now() + ahead });
  // The comparison of the start would find it as well.
  await eventually(() => product.app.payments.sweeps(), (reports) => reports.length > 0);
  const { paymentId, link } = await order(product);
  const { chargeId } = await pay(product, link, { untold: true });
  ahead = 61_000;
  const payment = await paid(product, paymentId);
  assert.equal(payment.providerPaymentId, chargeId);
  const succeeded = (await product.world.log.readStream(`payment-${paymentId}`))
    .find(({ type }) => type === "PaymentSucceeded");
  assert.equal((succeeded!.data as { via: string }).via, "poll");
});

Deno.test("Stars that are not switched on are not sold, and a question before payment is refused", async () => {
  await using product = await startProduct({
    TELEGRAM_MODE: "webhook",
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  });
  const client = await product.signIn();
  const answer = await client.post("/api/payments", { tariffId: "month", provider: "stars" });
  assert.equal(answer.json.code, "payments_disabled");
  assert.equal((await pay(product, await foreignInvoice(product))).status, "failed");
});

Deno.test("fault 62: the comparison of books takes in what was missed, and both sides agree to the Star", async () => {
  await using product = await startProduct(STARS);
  const { paymentId, link } = await order(product);
  const missed = await pay(product, link, { untold: true });
  await pay(product, link, { unasked: true, untold: true });
  await product.control(product.telegram, { refund: { chargeId: missed.chargeId } });
  const { payments } = product.app;
  const listen = createListen({ payments, alarm: () => {} });
  const origin = { actor: { kind: "system" }, correlationId: "test" } as const;
  const stars = payments.provider("stars")!;
  await sweepProvider(stars, { payments, listen, clock: Date.now }, origin);
  const { data } = await sweepProvider(stars, { payments, listen, clock: Date.now }, origin);
  assert.deepEqual([data.clean, data.remote, data.local], [
    true,
    { count: 2, minor: 700, refundedMinor: 350 },
    { count: 2, minor: 700, refundedMinor: 350 },
  ]);
  assert.equal((await paymentOf(product, paymentId)).status, "partially_refunded");
});

/** An invoice of this bot that no payment of ours is about. */
async function foreignInvoice({ telegram, settings }: Product): Promise<string> {
  const response = await fetch(`${telegram.url}/bot${settings["TELEGRAM_BOT_TOKEN"]}/createInvoiceLink`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      title: "Чужой",
      description: "Чужой счёт",
      payload: "no-payment-of-ours",
      currency: "XTR",
      prices: [{ label: "Чужой", amount: 1 }],
    }),
  });
  return (await response.json()).result;
}
