// Stars that go back: by staff, by Telegram itself, before we heard that they came.
import assert from "node:assert/strict";
import { DRIVER, eventually, startProduct } from "../../support/product.ts";
import { order, paid, pay, paymentOf, periods, STARS } from "./stars_shop.ts";

const origin = { actor: { kind: "staff", id: "1" }, correlationId: "test" } as const;

Deno.test("Stars given back by staff end the access they bought, and Telegram's own word of it changes nothing", async () => {
  await using product = await startProduct(STARS);
  const { paymentId, link } = await order(product);
  await pay(product, link);
  await paid(product, paymentId);
  await eventually(() => periods(product), (all) => all.length === 1);
  const { payments, subscriptions } = product.app;
  const asked = { refundId: "refund-1", reason: "не подошло" };
  const half = { ...asked, amount: { minor: 100, currency: "XTR" } } as const;
  assert.deepEqual(await payments.requestRefund(paymentId, half, origin), {
    refused: "refund_partial_unsupported",
  });
  await payments.requestRefund(paymentId, { ...asked, amount: { minor: 350, currency: "XTR" } }, origin);
  await eventually(() => paymentOf(product, paymentId), ({ status }) => status === "refunded");
  await eventually(() => subscriptions.statusOf(DRIVER), ({ status }) => status !== "active");
  // Telegram's word of it and the answer to our call come in either order.
  await eventually(
    () => payments.deliveries(paymentId),
    (all) =>
      all.some(({ claim, verdict }) => claim.eventType === "refunded_payment" && verdict !== "waiting"),
  );
  const story = await product.world.log.readStream(`payment-${paymentId}`);
  assert.equal(story.filter(({ type }) => type === "PaymentRefunded").length, 1);
  assert.equal((await paymentOf(product, paymentId)).refundedMinor, 350);
});

Deno.test("fault 51: Stars that Telegram gives back by itself are seen, and access ends", async () => {
  await using product = await startProduct(STARS);
  const { paymentId, link } = await order(product);
  const { chargeId } = await pay(product, link);
  await paid(product, paymentId);
  await product.control(product.telegram, { refund: { chargeId } });
  const payment = await eventually(
    () => paymentOf(product, paymentId),
    ({ status }) => status === "refunded",
  );
  assert.deepEqual(payment.anomalies, ["external_refund"]);
});

Deno.test("Stars that went back before we heard of them buy nothing", async () => {
  await using product = await startProduct(STARS);
  const { paymentId, link } = await order(product);
  const { chargeId } = await pay(product, link, { untold: true });
  await product.control(product.telegram, { refund: { chargeId } });
  await product.app.payments.recheck(paymentId, origin);
  assert.equal((await paymentOf(product, paymentId)).status, "refunded");
});
