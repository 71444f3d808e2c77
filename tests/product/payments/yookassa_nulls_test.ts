// YooKassa may write null where it has nothing to say, and objects nobody has seen before.
import assert from "node:assert/strict";
import { DRIVER, eventually } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

Deno.test("with null in every field that need not be there, a driver pays and gets days, and the money back", async () => {
  await using shop = await startShop();
  await shop.control({ nulls: true });
  const client = await shop.product.signIn();
  const { paymentId, id } = await shop.ordered(client);
  assert.ok((await shop.payments.find(paymentId))?.confirmationUrl);
  await shop.control({ payment: { id, action: "pay" } });
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  await shop.until(paymentId, ({ status }) => status === "refunded");
});

Deno.test("a refusal without a description is a refusal: the payment ends, and nobody is asked again", async () => {
  await using shop = await startShop();
  const body = { type: "error", id: null, code: "invalid_request", description: null, parameter: null };
  await shop.control({ fault: { method: "POST", path: "/v3/payments", status: 400, body } });
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  const payment = await shop.until(paymentId, ({ status }) => status === "failed");
  assert.equal(payment.cancelReason, "invalid_request");
  assert.equal(shop.asked("POST").length, 1);
});

Deno.test("a payment that does not say whether it is a test is taken for none of ours", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await shop.ordered();
  await shop.control({ payment: { id, action: "pay" }, pretend: { id, fields: { test: null } } });
  await shop.notify({ type: "notification", event: "payment.succeeded", object: { id } });
  const { anomalies } = await shop.until(paymentId, ({ status }) => status === "mismatch");
  assert.deepEqual(anomalies, ["mismatch_test"]);
  assert.equal((await shop.subscriptions.statusOf(DRIVER)).status, "none");
});

Deno.test("an object that cannot be read is asked for again, and a person is called once", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const { paymentId, id } = await shop.ordered();
  await shop.control({
    payment: { id, action: "pay" },
    pretend: { id, fields: { status: "on_hold_by_bank" } },
  });
  await shop.notify({ type: "notification", event: "payment.succeeded", object: { id } });
  await eventually(
    () => Promise.resolve(shop.asked("GET", `/v3/payments/${id}`)),
    (seen) => seen.length > 1,
  );
  const alarms = () =>
    shop.product.logs.filter((line) => line.includes("an object of YooKassa cannot be read"));
  assert.equal(alarms().length, 1);
  assert.ok(alarms()[0]!.includes(id));
  await shop.control({ pretend: { id, fields: {} } });
  await shop.until(paymentId, ({ status }) => status === "succeeded");
});
