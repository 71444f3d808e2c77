// Comparing with YooKassa to the kopeck: what was missed is taken in, what does not add up is shown. Numbers are rows
// of the fault table.
import assert from "node:assert/strict";
import { visit } from "../../routes/driver/support.ts";
import { ADMIN, DRIVER, eventually } from "../../support/product.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STAFF = { actor: { kind: "staff", id: "1" }, correlationId: "test" } as const;
const MISSED = { yookassa: { notifications: { drop: true } } };

/** The report of the sweep after the one at the start. */
async function sweepOf(shop: PaidProduct, away = 2 * HOUR) {
  const seen = (await eventually(() => shop.payments.sweeps(), (all) => all.length > 0)).length;
  shop.pass(away);
  return (await eventually(() => shop.payments.sweeps(), (all) => all.length > seen))[0]!;
}

/** A sweep that failed waits for its next attempt. */
const failed = (shop: PaidProduct) =>
  eventually(
    async () => (await shop.product.world.queue.scan()).map(({ message }) => message),
    (all) => all.some(({ kind, attempt, claim }) => kind === "payments.sweep" && attempt > 0 && !claim),
  );

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
  await shop.product.logged("payments do not add up");
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

Deno.test("a product that was away for days looks back as far as its last report", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await paid(shop);
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await sweepOf(shop);
  await shop.control(MISSED.yookassa);
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

Deno.test("a payment that went back before we heard of it buys nothing, whoever asks", async () => {
  await using shop = await startShop(MISSED);
  const { paymentId, id } = await paid(shop);
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  await shop.payments.recheck(paymentId, STAFF);
  const { status, anomalies } = (await shop.payments.find(paymentId))!;
  assert.deepEqual([status, anomalies], ["refunded", ["external_refund"]]);
  await eventually(() => shop.subscriptions.statusOf(DRIVER), (now) => now.status === "none");
});

Deno.test("what went back of an orphan before it was linked is known of the payment", async () => {
  await using shop = await startShop(MISSED);
  await shop.control({ fault: { method: "POST", path: "/v3/payments", status: 400, times: 1 } });
  const { json: { paymentId } } = await shop.buy(await shop.product.signIn());
  await shop.until(paymentId, ({ status }) => status === "failed");
  await shop.control({ addPayment: { minor: 49_900 } });
  const [id = ""] = (await sweepOf(shop)).remoteOnly;
  await shop.control({ externalRefund: { paymentId: id, minor: 10_000 } });
  const orphan = await shop.payments.provider("yookassa")!.load(id);
  await shop.payments.linkOrphan(paymentId, orphan!, "платил по ссылке", STAFF);
  const { status, refundedMinor } = (await shop.payments.find(paymentId))!;
  assert.deepEqual([status, refundedMinor], ["partially_refunded", 10_000]);
});

Deno.test("what was heard of a refund while its payment was nobody's is known once it is linked, though the payment does not tell", async () => {
  await using shop = await startShop();
  await shop.control({ fault: { method: "POST", path: "/v3/payments", status: 400, times: 1 } });
  const { json: { paymentId } } = await shop.buy(await shop.product.signIn());
  await shop.until(paymentId, ({ status }) => status === "failed");
  await shop.control({ addPayment: { minor: 49_900 } });
  const [id = ""] = (await sweepOf(shop)).remoteOnly;
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  await eventually(() => shop.verdicts(), (verdicts) => verdicts.includes("unknown_object"));
  shop.yookassa.shop.payments.get(id)!.pretends = { refunded_amount: undefined };
  const orphan = await shop.payments.provider("yookassa")!.load(id);
  assert.equal(orphan?.refunded, undefined);
  await shop.payments.linkOrphan(paymentId, orphan!, "платил по ссылке", STAFF);
  assert.equal((await shop.payments.find(paymentId))?.status, "refunded");
});

Deno.test("while the refunds of a payment cannot be read it is not taken in, and asked about again", async () => {
  await using shop = await startShop(MISSED);
  const { paymentId, id } = await paid(shop);
  await shop.control({ externalRefund: { paymentId: id, minor: 49_900 } });
  await shop.control({ fault: { method: "GET", path: "/v3/refunds", status: 500, times: 1 } });
  const first = await shop.payments.recheck(paymentId, STAFF);
  assert.equal("verdict" in first && first.verdict, "refetch_failed");
  assert.equal((await shop.payments.find(paymentId))?.status, "pending");
  await shop.payments.recheck(paymentId, STAFF);
  assert.equal((await shop.payments.find(paymentId))?.status, "refunded");
});

Deno.test("one refund that cannot be read keeps no payment out", async () => {
  await using shop = await startShop(MISSED);
  const { paymentId, id } = await paid(shop);
  await shop.control({ externalRefund: { paymentId: id, minor: 10_000 } });
  Object.assign([...shop.yookassa.shop.refunds.values()].at(-1)!, { status: "on_hold_by_bank" });
  const refunded_amount = { value: "100.00", currency: "RUB" };
  await shop.control({ pretend: { id, fields: { refunded_amount } } });
  await shop.payments.recheck(paymentId, STAFF);
  assert.equal((await shop.payments.find(paymentId))?.status, "succeeded");
});

Deno.test("a payment that does not tell what went back of it is no difference: its refunds tell", async () => {
  await using shop = await startShop();
  const { paymentId, id } = await paid(shop);
  await shop.until(paymentId, ({ status }) => status === "succeeded");
  await shop.control({ externalRefund: { paymentId: id, minor: 10_001 } });
  await shop.until(paymentId, ({ status }) => status === "partially_refunded");
  shop.yookassa.shop.payments.get(id)!.pretends = { refunded_amount: undefined };
  const { clean, different, remote } = await sweepOf(shop);
  assert.deepEqual([clean, different, remote.refundedMinor], [true, [], 10_001]);
});

Deno.test("what cannot be read ends no comparison: it is named, it is not clean, and a person is called", async () => {
  await using shop = await startShop();
  const page = await visit(shop.product, ADMIN);
  const known = await paid(shop);
  await shop.until(known.paymentId, ({ status }) => status === "succeeded");
  await shop.control(MISSED.yookassa);
  const missed = await paid(shop);
  await shop.control({ addPayment: { minor: 12_345 } });
  const foreign = [...shop.yookassa.shop.payments.values()].at(-1)!;
  for (const id of [known.id, foreign.id]) {
    await shop.control({ pretend: { id, fields: { status: "on_hold_by_bank" } } });
  }
  const { clean, unreadable, remoteOnly, localOnly, different } = await sweepOf(shop);
  assert.equal((await shop.payments.find(missed.paymentId))?.status, "succeeded");
  assert.deepEqual({ clean, unreadable, remoteOnly, localOnly, different }, {
    clean: false,
    unreadable: [known.id, foreign.id].sort(),
    remoteOnly: [],
    localOnly: [],
    different: [],
  });
  await shop.product.logged("payments do not add up");
  const alarm = shop.product.logs.find((line) => line.includes("payments do not add up"));
  assert.equal(JSON.parse(alarm!).unreadable, 2);
  const { html } = await page.get("/admin/payments/sweeps");
  assert.match(html, new RegExp(`Не разобрать ответ провайдера.*${known.id}`));
});

Deno.test("what could not be read is looked at until it can be, however long that takes", async () => {
  await using shop = await startShop(MISSED);
  const { paymentId, id } = await paid(shop);
  await shop.control({ pretend: { id, fields: { status: "on_hold_by_bank" } } });
  for (let days = 4; days <= 12; days += 4) {
    const { clean, unreadable } = await sweepOf(shop, 4 * DAY);
    assert.deepEqual([clean, unreadable], [false, [id]]);
  }
  await shop.control({ pretend: { id, fields: {} } });
  assert.equal((await sweepOf(shop)).clean, true);
  assert.equal((await shop.payments.find(paymentId))?.status, "succeeded");
});

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
  await failed(shop);
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
