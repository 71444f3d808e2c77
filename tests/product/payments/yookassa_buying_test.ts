// Buying with YooKassa, end to end: pay, decline, lost notifications, refunds. Numbers are rows of the fault table.
import assert from "node:assert/strict";
import { DRIVER, eventually } from "../../support/product.ts";
import { SHOP, startShop, WEBHOOK_TOKEN } from "../../support/shop.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

Deno.test("a driver pays on the provider's page, and the days are there once, whatever comes again", async () => {
  await using shop = await startShop({ yookassa: { notifications: { copies: 20 } } });
  const { product, yookassa } = shop;
  const client = await product.signIn();
  const bought = await shop.buy(client);
  assert.equal(bought.status, 201);
  const { paymentId } = bought.json;
  const confirmationUrl = (await shop.until(paymentId, ({ status }) => status === "pending"))
    .confirmationUrl!;
  assert.ok(confirmationUrl.startsWith(`${yookassa.url}/checkout/`));
  assert.match(await (await fetch(confirmationUrl)).text(), /Оплатить[\s\S]*Отклонить/);

  const form = new URLSearchParams({
    orderId: new URL(confirmationUrl).searchParams.get("orderId")!,
    decision: "pay",
  });
  const back = await fetch(`${yookassa.url}/checkout/decision`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  assert.equal(back.headers.get("location"), `${product.baseUrl}/payments/${paymentId}`);
  await back.body?.cancel();

  await shop.until(paymentId, ({ status }) => status === "succeeded");
  const granted = await eventually(
    () => shop.subscriptions.statusOf(DRIVER),
    ({ status }) => status === "active",
  );
  assert.equal(
    Math.round((Date.parse("expiresAt" in granted ? granted.expiresAt : "") - Date.now()) / DAY),
    30,
  );
  // Fault 1: the same notification twenty times.
  const verdicts = await eventually(shop.verdicts, (seen) => seen.length === 20 && !seen.includes("waiting"));
  assert.deepEqual([verdicts.filter((one) => one === "accepted").length, new Set(verdicts).size], [1, 2]);
  const statuses = await eventually(
    () => Promise.resolve(yookassa.notifier.deliveries.flatMap(({ statuses }) => statuses)),
    (all) => all.length === 20,
  );
  assert.deepEqual(statuses, Array(20).fill(200));
  assert.equal((await shop.story(paymentId)).filter((type) => type === "PaymentSucceeded").length, 1);
  const subscription = await product.world.log.readStream(`subscription-${DRIVER}`);
  assert.equal(subscription.filter(({ type }) => type === "PeriodGranted").length, 1);
  // Fault 61: no secret in any log line or event.
  const everything = JSON.stringify([
    product.logs,
    await Array.fromAsync(product.world.log.readAll({ after: 0 })),
  ]);
  for (const secret of [SHOP.secretKey, WEBHOOK_TOKEN, btoa(`${SHOP.shopId}:${SHOP.secretKey}`)]) {
    assert.ok(!everything.includes(secret));
  }
  assert.doesNotMatch(everything, /\b\d{16}\b/);
});

Deno.test("declined, bought again, refunded in part and in whole; access follows the money", async () => {
  await using shop = await startShop();
  const client = await shop.product.signIn();
  const declined = (await shop.buy(client)).json;
  const id = await shop.theirId(declined.paymentId);
  await shop.control({ payment: { id, action: "decline", reason: "insufficient_funds" } });
  const over = await shop.until(declined.paymentId, ({ status }) => status === "canceled");
  assert.equal(over.cancelReason, "insufficient_funds");

  const again = await eventually(() => shop.buy(client), ({ status }) => status === 201);
  const { paymentId } = again.json;
  assert.notEqual(paymentId, declined.paymentId);
  const paidId = await shop.theirId(paymentId);
  await shop.control({ payment: { id: paidId, action: "pay" } });
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  const origin = { actor: { kind: "staff" }, correlationId: "test" } as const;
  const refund = (refundId: string, minor: number) =>
    shop.payments.requestRefund(
      paymentId,
      { refundId, amount: { minor, currency: "RUB" }, reason: "просил" },
      origin,
    );
  await refund("part", 10_000);
  await shop.until(paymentId, ({ status }) => status === "partially_refunded");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
  await refund("rest", 39_900);
  await shop.until(paymentId, ({ status }) => status === "refunded");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status !== "active");
  assert.deepEqual(
    [...shop.yookassa.shop.refunds.values()].map(({ minor, status }) => [minor, status]),
    [[10_000, "succeeded"], [39_900, "succeeded"]],
  );
});

Deno.test("fault 13: the notification never comes; the first look grants the days", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId } = await shop.paidThere();
  assert.equal((await shop.payments.find(paymentId))!.status, "pending");
  shop.pass(MINUTE + 1000);
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  const paid = (await shop.product.world.log.readStream(`payment-${paymentId}`)).find(({ type }) =>
    type === "PaymentSucceeded"
  );
  assert.equal(paid?.data["via"], "poll");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
});

Deno.test("fault 50: a refund that is pending and then refused is learnt of by looking; access stays", async () => {
  await using shop = await startShop();
  await shop.control({ pendingRefunds: true });
  const { paymentId } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await shop.payments.requestRefund(
    paymentId,
    { refundId: "f1", amount: { minor: 49_900, currency: "RUB" }, reason: "просил" },
    { actor: { kind: "staff" }, correlationId: "test" },
  );
  const [theirs] = await eventually(
    () => Promise.resolve([...shop.yookassa.shop.refunds.values()]),
    (seen) => seen.length === 1,
  );
  await eventually(() => shop.story(paymentId), (types) => types.includes("RefundRegistered"));
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
  // When it looks next is decided after what it saw is written down: time must not move in between.
  await eventually(
    () => shop.product.world.queue.scan(),
    (waiting) => waiting.some(({ message }) => message.lane.startsWith("refund_watch:")),
  );
  await shop.control({ settleRefund: { id: theirs!.id, status: "canceled" } });
  shop.pass(2 * MINUTE);
  await eventually(() => shop.story(paymentId), (types) => types.includes("RefundFailed"));
  assert.equal((await shop.payments.find(paymentId))!.status, "succeeded");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
});

Deno.test("fault 51: a refund made in the merchant's cabinet ends access like one of ours", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  const refunded = await shop.until(paymentId, ({ status }) => status === "refunded");
  assert.deepEqual(refunded.anomalies, ["external_refund"]);
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status !== "active");
});

Deno.test("fault 49: the answer to a refund is lost; the same key makes the same refund", async () => {
  await using shop = await startShop();
  const { paymentId } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await shop.control({
    notifications: { drop: true },
    fault: { method: "POST", path: "/v3/refunds", drop: true, times: 1 },
  });
  await shop.payments.requestRefund(
    paymentId,
    { refundId: "f1", amount: { minor: 49_900, currency: "RUB" }, reason: "просил" },
    { actor: { kind: "staff" }, correlationId: "test" },
  );
  await shop.until(paymentId, ({ status }) => status === "refunded");
  assert.equal(shop.yookassa.shop.refunds.size, 1);
  assert.equal(shop.asked("POST", "/v3/refunds").length, 2);
});
