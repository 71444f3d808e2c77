// One right that the shop does not have at YooKassa (403) closes nothing but what it is about. Numbers are rows of the
// fault table.
import assert from "node:assert/strict";
import { DRIVER, eventually, OTHER_DRIVER } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

Deno.test("a refund the shop has no right to fails at once and calls a person; everybody else goes on buying", async () => {
  await using shop = await startShop();
  const { paymentId } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await shop.control({ fault: { method: "POST", path: "/v3/refunds", status: 403 } });
  await shop.payments.requestRefund(
    paymentId,
    { refundId: "f1", amount: { minor: 49_900, currency: "RUB" }, reason: "просил" },
    { actor: { kind: "staff" }, correlationId: "test" },
  );
  const { state } = await shop.until(
    paymentId,
    ({ state }) => state.status !== "none" && state.refunds["f1"]?.status !== "requested",
  );
  assert.equal(state.status !== "none" && state.refunds["f1"]?.status, "failed");
  const failed = (await shop.product.world.log.readStream(`payment-${paymentId}`)).at(-1);
  assert.deepEqual([failed?.type, failed?.data["reason"]], ["RefundFailed", "forbidden"]);
  assert.equal(shop.asked("POST", "/v3/refunds").length, 1);
  await shop.product.logged("YooKassa forbids a call");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
  const next = (await shop.buy(await shop.product.signIn(OTHER_DRIVER))).json;
  await shop.until(next.paymentId, ({ status }) => status === "pending");
});

Deno.test("a refund whose answer was lost is not called failed because the right to refunds is taken away", async () => {
  await using shop = await startShop();
  const { paymentId } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  const refund = { method: "POST", path: "/v3/refunds" };
  await shop.control({
    notifications: { drop: true },
    fault: [{ ...refund, drop: true, times: 1 }, { ...refund, status: 403 }],
  });
  await shop.payments.requestRefund(
    paymentId,
    { refundId: "f1", amount: { minor: 10_000, currency: "RUB" }, reason: "просил" },
    { actor: { kind: "staff" }, correlationId: "test" },
  );
  const { refundedMinor } = await shop.until(paymentId, ({ status }) => status === "partially_refunded");
  assert.equal(refundedMinor, 10_000);
  assert.ok(!(await shop.story(paymentId)).includes("RefundFailed"));
  assert.equal(shop.yookassa.shop.refunds.size, 1);
});

Deno.test("fault 8: a purchase the shop has no right to ends at once, and the next driver is asked for all the same", async () => {
  await using shop = await startShop();
  await shop.control({ fault: { method: "POST", path: "/v3/payments", status: 403, times: 1 } });
  const refused = (await shop.buy(await shop.product.signIn())).json;
  const { cancelReason } = await shop.until(refused.paymentId, ({ status }) => status === "failed");
  assert.equal(cancelReason, "provider_unavailable");
  await shop.product.logged("YooKassa forbids a call");
  const next = (await shop.buy(await shop.product.signIn(OTHER_DRIVER))).json;
  await shop.until(next.paymentId, ({ status }) => status === "pending");
  assert.equal(shop.asked("POST").length, 2);
});

Deno.test("fault 8: a purchase that may have been made before the right was taken away is not given up", async () => {
  await using shop = await startShop();
  const create = { method: "POST", path: "/v3/payments", times: 1 };
  await shop.control({ fault: [{ ...create, drop: true }, { ...create, status: 403 }] });
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  const payment = await shop.until(paymentId, ({ status }) => status === "pending");
  assert.ok(payment.confirmationUrl);
  assert.equal(shop.yookassa.shop.payments.size, 1);
});
