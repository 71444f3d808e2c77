// Comparing with YooKassa to the kopeck: what was missed is taken in, what does not add up is shown. Numbers are rows
// of the fault table.
import assert from "node:assert/strict";
import { eventually } from "../support/product.ts";
import { type PaidProduct, startShop } from "../support/shop.ts";

const HOUR = 3_600_000;
const MISSED = { yookassa: { notifications: { drop: true } } };

/** The report of the sweep after the one at the start. */
async function sweepOf(shop: PaidProduct) {
  const seen = (await eventually(() => shop.payments.sweeps(), (all) => all.length > 0)).length;
  shop.pass(2 * HOUR);
  return (await eventually(() => shop.payments.sweeps(), (all) => all.length > seen))[0]!;
}

async function paid(shop: PaidProduct) {
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  const { providerPaymentId } = await shop.until(paymentId, ({ status }) => status === "pending");
  await shop.control({ payment: { id: providerPaymentId, action: "pay" } });
  return { paymentId, id: providerPaymentId! };
}

Deno.test("the start of the process compares, and so does a time away of more than an hour", async () => {
  await using shop = await startShop();
  const [first] = await eventually(() => shop.payments.sweeps(), (all) => all.length === 1);
  assert.deepEqual([first?.clean, first?.remote.count], [true, 0]);
  const { clean } = await sweepOf(shop);
  assert.equal(clean, true);
});

Deno.test("sums of both sides are reported to the kopeck, refunds too", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await paid(shop);
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await shop.control({ externalRefund: { paymentId: id, minor: 10_001 } });
  await shop.until(paymentId, ({ status }) => status === "partially_refunded");
  const { clean, remote, local } = await sweepOf(shop);
  const expected = { count: 1, minor: 49_900, refundedMinor: 10_001 };
  assert.deepEqual({ clean, remote, local }, { clean: true, remote: expected, local: expected });
});

Deno.test("fault 62: money nobody asked us for is an orphan until a person links it; with our mark it links itself", async () => {
  await using shop = await startShop(MISSED);
  const { paymentId } = await paid(shop);
  await shop.control({ addPayment: { minor: 12_345 } });
  const report = await sweepOf(shop);
  assert.equal((await shop.until(paymentId, ({ status }) => status === "succeeded")).status, "succeeded");
  const orphans = await shop.payments.orphans();
  assert.deepEqual(orphans.map(({ minor, via }) => [minor, via]), [[12_345, "sweep"]]);
  assert.deepEqual([report.clean, report.remoteOnly], [false, [orphans[0]!.providerPaymentId]]);
  assert.ok(shop.product.logs.some((line) => line.includes("payments do not add up")));
});

Deno.test("money that YooKassa does not know of any more is shown", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await paid(shop);
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  shop.yookassa.shop.payments.delete(id);
  const { clean, localOnly } = await sweepOf(shop);
  assert.deepEqual([clean, localOnly], [false, [id]]);
});

Deno.test("a refund we were never told of is taken in, and the sums agree", async () => {
  await using shop = await startShop(MISSED);
  const { paymentId, id } = await paid(shop);
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  const { clean } = await sweepOf(shop);
  assert.equal(clean, true);
  await shop.until(paymentId, ({ status }) => status === "refunded");
});

Deno.test("more than a page of payments is read to the end", async () => {
  await using shop = await startShop(MISSED);
  await eventually(() => shop.payments.sweeps(), (all) => all.length > 0);
  for (let index = 0; index < 205; index++) {
    const payment = shop.yookassa.shop.create({
      minor: 100,
      currency: "RUB",
      capture: true,
      metadata: {},
      hasReceipt: false,
    });
    shop.yookassa.shop.pay(payment);
  }
  const { remote } = await sweepOf(shop);
  assert.deepEqual(remote, { count: 205, minor: 20_500, refundedMinor: 0 });
});

Deno.test("a provider that cannot be read makes no report, and is asked again", async () => {
  await using shop = await startShop();
  await eventually(() => shop.payments.sweeps(), (all) => all.length === 1);
  await shop.control({ fault: { method: "GET", path: "/v3/refunds", status: 500, times: 1 } });
  shop.pass(2 * HOUR);
  await eventually(() => Promise.resolve(shop.asked("GET", "/v3/refunds")), (seen) => seen.length === 2);
  assert.equal((await shop.payments.sweeps()).length, 1);
  shop.pass(60_000);
  await eventually(() => shop.payments.sweeps(), (all) => all.length === 2);
});

Deno.test("fault 56: rebuilding the views asks nobody outside and gives the same rows", async () => {
  await using shop = await startShop();
  const { paymentId } = await paid(shop);
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
