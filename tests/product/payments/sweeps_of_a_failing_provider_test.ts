// The comparison of books while a provider fails: it is asked again, and the others are not.
import assert from "node:assert/strict";
import { eventually } from "../../support/product.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";

const HOUR = 3_600_000;

/** A sweep that failed waits for its next attempt. */
const failed = (shop: PaidProduct) =>
  eventually(
    async () => (await shop.product.world.queue.scan()).map(({ message }) => message),
    (all) => all.some(({ kind, attempt, claim }) => kind === "payments.sweep" && attempt > 0 && !claim),
  );

Deno.test("a provider that is down holds up no other, and who was read is not read again for its sake", async () => {
  await using shop = await startShop({ environment: { PAYMENT_PROVIDERS: "yookassa,stars" } });
  const reports = async () => {
    const names = (await shop.payments.sweeps()).map(({ provider }) => provider);
    return ["yookassa", "stars"].map((one) => names.filter((name) => name === one).length);
  };
  const become = (expected: number[]) =>
    eventually(reports, (seen) => JSON.stringify(seen) === JSON.stringify(expected));
  await become([1, 1]);
  await shop.control({ fault: { method: "GET", path: "/v3/payments", status: 500, times: 1 } });
  shop.pass(2 * HOUR);
  await become([1, 2]);
  await failed(shop);
  shop.pass(31_000);
  await become([2, 2]);
  const { product } = shop;
  await product.control(product.telegram, {
    fault: { path: "getStarTransactions", status: 500, body: { ok: false, error_code: 500 }, times: 1 },
  });
  shop.pass(2 * HOUR);
  await become([3, 2]);
  const listed = shop.asked("GET", "/v3/refunds").length;
  await failed(shop);
  shop.pass(31_000);
  await become([3, 3]);
  assert.equal(shop.asked("GET", "/v3/refunds").length, listed);
});

Deno.test("a provider that cannot be read makes no report, and is asked again", async () => {
  await using shop = await startShop();
  await shop.control({ fault: { method: "GET", path: "/v3/refunds", status: 500, times: 1 } });
  shop.pass(2 * HOUR);
  await failed(shop);
  assert.equal((await shop.payments.sweeps()).length, 1);
  shop.pass(60_000);
  await eventually(() => shop.payments.sweeps(), (all) => all.length === 2);
});
