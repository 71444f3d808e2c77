// What the driver's open page hears of money, as it happens and after a break (SSE).
import assert from "node:assert/strict";
import { listen } from "../../support/live_stream.ts";
import { startShop } from "../../support/shop.ts";

Deno.test("the open page hears of payment and subscription as they happen, and again after a break, nothing twice", async () => {
  await using shop = await startShop();
  const driver = await shop.product.signIn();
  const { paymentId, id } = await shop.ordered(driver);
  const first = await listen(driver);
  await shop.control({ payment: { id, action: "pay" } });
  const heard = await first.until((events) => events.some(({ event }) => event === "subscription"));
  await first.close();
  const paid = heard.find(({ event }) => event === "payment")!;
  assert.deepEqual([paid.data.paymentId, paid.data.status], [paymentId, "succeeded"]);
  const given = heard.find(({ event }) => event === "subscription")!;
  assert.equal(given.data.expiresAt, (await driver.get("/api/me")).json.subscription.expiresAt);

  const resumed = await listen(driver, { lastEventId: paid.id });
  const again = await resumed.until((events) => events.length > 0);
  assert.deepEqual(again, [given]);
  await resumed.close();
});
