// What is believed of a payment: YooKassa itself when it is asked, whatever a notification says. Numbers are rows of the
// fault table.
import assert from "node:assert/strict";
import { DRIVER, eventually } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";
import { claim, settled } from "./notifications.ts";

Deno.test("fault 24: with the token leaked and the address allowed, YooKassa itself still says pending", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await shop.ordered();
  assert.equal((await shop.notify(claim(id))).status, 200);
  assert.deepEqual(await settled(shop, 1), ["duplicate"]);
  const [judged] = await shop.payments.audit();
  assert.deepEqual([judged?.verifiedStatus, judged?.claim.claimedStatus], ["pending", "succeeded"]);
  assert.equal((await shop.payments.find(paymentId))!.status, "pending");
  assert.equal((await shop.subscriptions.statusOf(DRIVER)).status, "none");
});

Deno.test("fault 25: the event says canceled, the payment is paid: the payment wins", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await shop.paidThere();
  assert.equal((await shop.notify(claim(id, "payment.canceled"))).status, 200);
  await shop.until(paymentId, ({ status }) => status === "succeeded");
});

Deno.test("fault 26: paid is true of held money too, and nothing is granted for it", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await shop.ordered();
  await shop.control({ pretend: { id, fields: { status: "waiting_for_capture", paid: true } } });
  await shop.notify(claim(id, "payment.waiting_for_capture"));
  await shop.until(paymentId, ({ status }) => status === "authorized");
  assert.equal((await shop.subscriptions.statusOf(DRIVER)).status, "none");
});

for (
  const [row, what, fields, kind] of [
    [19, "a kopeck too little", { amount: { value: "498.99", currency: "RUB" } }, "amount"],
    [20, "another currency", { amount: { value: "499.00", currency: "KZT" } }, "currency"],
    [21, "another payment's mark", { metadata: { payment_id: "somebody-else" } }, "metadata"],
    [27, "real money where play money is expected", { test: false }, "test"],
    [28, "another shop's account", { recipient: { account_id: "666", gateway_id: "1" } }, "shop"],
  ] as const
) {
  Deno.test(`fault ${row}: ${what} is written down, never granted, and a person is called`, async () => {
    await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
    const { paymentId, id } = await shop.ordered();
    await shop.control({ payment: { id, action: "pay" }, pretend: { id, fields } });
    assert.equal((await shop.notify(claim(id))).status, 200);
    assert.deepEqual(await settled(shop, 1), ["mismatch"]);
    const payment = (await shop.payments.find(paymentId))!;
    assert.deepEqual([payment.status, payment.anomalies], ["mismatch", [`mismatch_${kind}`]]);
    assert.equal((await shop.subscriptions.statusOf(DRIVER)).status, "none");
    await shop.product.logged("a payment is not what was asked for");
  });
}

Deno.test("fault 18: a refund that is heard of before its payment is taken in after it", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await shop.paidThere();
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  const [refund] = shop.yookassa.shop.refunds.keys();
  assert.equal((await shop.notify(claim(refund!, "refund.succeeded"))).status, 200);
  await shop.until(paymentId, ({ status }) => status === "refunded");
  const story = await shop.story(paymentId);
  assert.deepEqual(story.slice(-2), ["PaymentSucceeded", "PaymentRefunded"]);
});

Deno.test("fault 14: a notification 23 hours late gives the days from when the money came", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await shop.ordered();
  await shop.control({
    payment: { id, action: "pay" },
    fault: { method: "GET", path: "/v3/payments", status: 500 },
  });
  const paidAt = shop.yookassa.shop.payment(id).capturedAt!;
  shop.pass(23 * 3_600_000);
  await shop.until(paymentId, ({ status }) => status === "expired");
  await shop.control({ clearFaults: true });
  assert.equal((await shop.notify(claim(id))).status, 200);
  const payment = await shop.until(paymentId, ({ status }) => status === "succeeded");
  assert.equal(payment.paidAt, new Date(paidAt).toISOString());
  const status = await eventually(
    () => shop.subscriptions.statusOf(DRIVER),
    ({ status }) => status === "active",
  );
  const until = "expiresAt" in status ? Date.parse(status.expiresAt) : 0;
  assert.equal(until - paidAt, 30 * 86_400_000);
});

Deno.test("fault 55: a notification after the clock was put back is looked into, whatever was answered before", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await shop.ordered();
  assert.equal((await shop.notify(claim(id, "payment.waiting_for_capture"))).status, 200);
  await settled(shop, 1);
  shop.pass(-3_600_000);
  await shop.control({ payment: { id, action: "pay" } });
  assert.equal((await shop.notify(claim(id))).status, 200);
  await eventually(
    () => shop.payments.find(paymentId),
    (payment) => payment?.status === "succeeded",
  );
});

Deno.test("fault 55: the polling goes on after the clock was put back two hours", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await shop.ordered();
  const { clock } = shop.product.world;
  const before = clock();
  shop.pass(-2 * 3_600_000);
  assert.ok(clock() >= before);
  await shop.control({ payment: { id, action: "pay" } });
  // Until the machine has caught up, a minute of the product is two of the machine.
  shop.pass(4 * 60_000);
  await eventually(
    () => shop.payments.find(paymentId),
    (payment) => payment?.status === "succeeded",
  );
});
