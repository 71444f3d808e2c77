// A driver's page asks the provider by itself, and waits for it no longer than a driver would.
import assert from "node:assert/strict";
import { visit } from "../../routes/driver/support.ts";
import { eventually, OTHER_DRIVER } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

Deno.test("who comes back from paying asks the provider, though its notification was lost", async () => {
  await using shop = await startShop();
  const { product } = shop;
  shop.yookassa.notifier.url = null;
  const driver = await product.signIn();
  const { paymentId, id } = await shop.ordered(driver);
  shop.standStill();
  const check = `/api/payments/${paymentId}/check`;
  assert.equal((await driver.post(check)).json.status, "pending");
  await shop.control({ payment: { id, action: "pay" } });
  assert.equal((await driver.post(check)).json.status, "pending", "asked a moment ago");
  assert.equal(shop.asked("GET", "/v3/payments/").length, 1);
  shop.pass(6_000);
  const other = await product.signIn(OTHER_DRIVER);
  assert.equal((await other.post(check)).json.code, "payment_not_found");
  const visitor = await visit(product);
  const checked = await visitor.submit(`/payments/${paymentId}`, {});
  assert.equal(checked.status, 303);
  assert.match((await visitor.get(checked.location!.split("#")[0]!)).text, /Оплата прошла/);
  const [heard] = await product.app.payments.audit();
  assert.deepEqual([heard!.channel, heard!.verdict], ["return", "accepted"]);
});

Deno.test("however often a page asks while the provider is slow, the provider is asked once", async () => {
  await using shop = await startShop();
  const driver = await shop.product.signIn();
  const { paymentId } = await shop.ordered(driver);
  shop.standStill();
  await shop.control({ latencyMs: 500 });
  const check = `/api/payments/${paymentId}/check`;
  const answers = await Promise.all(Array.from({ length: 5 }, () => driver.post(check)));
  assert.deepEqual(answers.map(({ json }) => json.status), Array(5).fill("pending"));
  assert.equal(shop.asked("GET", "/v3/payments/").length, 1);
});

Deno.test("a slow provider leaves the address out; it is there later", async () => {
  await using shop = await startShop();
  const { product } = shop;
  await shop.control({ latencyMs: 4_000 });
  const driver = await product.signIn();
  const begun = await shop.buy(driver);
  assert.deepEqual([begun.status, begun.json.confirmationUrl], [201, null]);
  await eventually(
    () => driver.get(`/api/payments/${begun.json.paymentId}`),
    ({ json }) => json.confirmationUrl !== null,
  );
  assert.equal(shop.yookassa.shop.payments.size, 1);
});
