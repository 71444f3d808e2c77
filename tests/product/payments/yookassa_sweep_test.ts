// Comparing with YooKassa to the kopeck: what was missed is taken in, what does not add up is shown. Numbers are rows
// of the fault table.
import assert from "node:assert/strict";
import { startShop } from "../../support/shop.ts";
import { sweepOf, UNTOLD } from "./sweeping.ts";

const DAY = 86_400_000;

Deno.test("the start of the process compares, and so does a time away of more than an hour", async () => {
  await using shop = await startShop();
  const [first] = await shop.payments.sweeps();
  assert.deepEqual([first?.clean, first?.remote.count], [true, 0]);
  const { clean } = await sweepOf(shop);
  assert.equal(clean, true);
});

Deno.test("sums of both sides are reported to the kopeck, refunds too", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await shop.control({ externalRefund: { paymentId: id, minor: 10_001 } });
  await shop.until(paymentId, ({ status }) => status === "partially_refunded");
  const { clean, remote, local } = await sweepOf(shop);
  const expected = { count: 1, minor: 49_900, refundedMinor: 10_001 };
  assert.deepEqual({ clean, remote, local }, { clean: true, remote: expected, local: expected });
});

Deno.test("fault 62: money nobody asked us for is an orphan until a person links it; with our mark it links itself", async () => {
  await using shop = await startShop(UNTOLD);
  const { paymentId } = await shop.paidThere();
  await shop.control({ addPayment: { minor: 12_345 } });
  const report = await sweepOf(shop);
  assert.equal((await shop.until(paymentId, ({ status }) => status === "succeeded")).status, "succeeded");
  const orphans = await shop.payments.orphans();
  assert.deepEqual(orphans.map(({ minor, via }) => [minor, via]), [[12_345, "sweep"]]);
  assert.deepEqual([report.clean, report.remoteOnly], [false, [orphans[0]!.providerPaymentId]]);
  await shop.product.logged("payments do not add up");
});

Deno.test("money that YooKassa does not know of any more is shown", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  shop.yookassa.shop.payments.delete(id);
  const { clean, localOnly } = await sweepOf(shop);
  assert.deepEqual([clean, localOnly], [false, [id]]);
});

Deno.test("a refund we were never told of is taken in, and the sums agree", async () => {
  await using shop = await startShop(UNTOLD);
  const { paymentId, id } = await shop.paidThere();
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  const { clean } = await sweepOf(shop);
  assert.equal(clean, true);
  await shop.until(paymentId, ({ status }) => status === "refunded");
});

Deno.test("a product that was away for days looks back as far as its last report", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await sweepOf(shop);
  await shop.control(UNTOLD.yookassa);
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  await shop.control({ addPayment: { minor: 12_345 } });
  const { clean, remoteOnly } = await sweepOf(shop, 5 * DAY);
  await shop.until(paymentId, ({ status }) => status === "refunded");
  const orphans = await shop.payments.orphans();
  assert.deepEqual([clean, remoteOnly, orphans.map(({ minor }) => minor)], [
    false,
    orphans.map(({ providerPaymentId }) => providerPaymentId),
    [12_345],
  ]);
});

Deno.test("a payment that does not tell what went back of it is no difference: its refunds tell", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await shop.paidThere();
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await shop.control({ externalRefund: { paymentId: id, minor: 10_001 } });
  await shop.until(paymentId, ({ status }) => status === "partially_refunded");
  shop.yookassa.shop.payments.get(id)!.pretends = { refunded_amount: undefined };
  const { clean, different, remote } = await sweepOf(shop);
  assert.deepEqual([clean, different, remote.refundedMinor], [true, [], 10_001]);
});

Deno.test("more than a page of payments is read to the end", async () => {
  await using shop = await startShop(UNTOLD);
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
