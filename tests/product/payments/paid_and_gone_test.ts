// Fault 58: a driver who is forgotten, or has blocked the bot, between paying and our hearing of it: the money is kept.
import assert from "node:assert/strict";
import { ADMIN, DRIVER, eventually } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

Deno.test("fault 58: money of a driver who was forgotten meanwhile is recorded, and the days wait for them", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const admin = await shop.product.signIn(ADMIN);
  const { paymentId, id } = await shop.paidThere();
  await shop.product.app.drivers.forget(DRIVER, { actor: { kind: "staff" }, correlationId: "test" });

  const claim = { type: "notification", event: "payment.succeeded", object: { id } };
  assert.equal((await shop.notify(claim)).status, 200);
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
  const { json } = await admin.get(`/api/admin/payments/${paymentId}`);
  assert.deepEqual([json.status, json.received.minor, json.driverId], ["succeeded", 49_900, DRIVER]);
  assert.deepEqual([json.attention, json.anomalies], [true, ["driver_forgotten"]]);
  const queue = await admin.get("/api/admin/payments?attention=true");
  assert.deepEqual(queue.json.data.map((one: { paymentId: string }) => one.paymentId), [paymentId]);
  const preview = await admin.get(`/api/admin/payments/${paymentId}/refund`);
  assert.deepEqual([preview.status, preview.json.after], [200, null]);

  const back = await shop.product.signIn();
  assert.equal((await back.get("/api/me")).json.subscription.status, "active");
});

Deno.test("fault 58: a driver who has blocked the bot has paid all the same", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const { paymentId } = (await shop.buy(await product.signIn())).json;
  const body = { ok: false, error_code: 403, description: "Forbidden: bot was blocked by the user" };
  await product.control(product.telegram, { fault: { path: "sendMessage", status: 403, body } });
  const id = await shop.theirId(paymentId);
  await shop.control({ payment: { id, action: "pay" } });
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
  const admin = await product.signIn(ADMIN);
  const { json } = await eventually(
    () => admin.get("/api/admin/outbox?status=failed"),
    ({ json }) => json.data.length > 0,
  );
  assert.deepEqual(json.data.map(({ kind }: { kind: string }) => kind), ["driver_payment_succeeded"]);
});
