// Fault 56, view by view, while the product runs.
import assert from "node:assert/strict";
import { eventually } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

Deno.test("fault 56: rebuilding the views asks nobody outside and gives the same rows", async () => {
  await using shop = await startShop();
  const { paymentId } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await shop.verdicts();
  const rows = async () => JSON.stringify([await shop.payments.list(), await shop.payments.audit()]);
  const before = await rows();
  const asked = shop.yookassa.controls.log.entries().length;
  for (const name of ["payments", "driver_payments", "provider_payments", "payment_audit", "subscriptions"]) {
    await shop.product.app.projections.rebuild(name);
    const rebuilt = () => shop.product.app.projections.rebuildOf(name);
    await eventually(
      rebuilt,
      (state) => state !== null && "status" in state && state.status === "done" && state.identical === true,
    );
  }
  assert.equal(await rows(), before);
  assert.equal(shop.yookassa.controls.log.entries().length, asked);
});
