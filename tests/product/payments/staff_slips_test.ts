// What staff mistypes costs nobody money or access: one charge pays once, a dispute is of one payment and by its name.
import assert from "node:assert/strict";
import { ADMIN, type ApiClient, DRIVER, eventually, OTHER_DRIVER } from "../../support/product.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";
import { idOf, observed, requested } from "./admin_money_support.ts";

async function bought(shop: PaidProduct, driver: ApiClient) {
  const { paymentId } = (await shop.buy(driver)).json;
  const providerPaymentId = await shop.theirId(paymentId);
  await shop.control({ payment: { id: providerPaymentId, action: "pay" } });
  const payment = await shop.until(paymentId, ({ status }) => status === "succeeded");
  await statusBecomes(shop, payment.driverId, "active");
  return payment;
}

const statusBecomes = (shop: PaidProduct, driverId: number, wanted: string) =>
  eventually(() => shop.subscriptions.statusOf(driverId), ({ status }) => status === wanted);

Deno.test("fault 21: a charge that paid for one order is linked to no other, however often staff tries", async () => {
  await using shop = await startShop();
  const [driver, other, admin] = await Promise.all(
    [DRIVER, OTHER_DRIVER, ADMIN].map((id) => shop.product.signIn(id)),
  );
  const { paymentId, providerPaymentId } = await bought(shop, driver!);
  await shop.control({ fault: { method: "POST", path: "/v3/payments", status: 500 } });
  const unpaid = (await shop.buy(other!)).json.paymentId;
  const link = (to: string) =>
    admin!.post(`/api/admin/payments/${to}/link-orphan`, { providerPaymentId, reason: "по выписке" });
  const tries = await Promise.all([link(unpaid), link(unpaid)]);
  assert.deepEqual(tries.map(({ status, json }) => [status, json.verdict]), Array(2).fill([200, "mismatch"]));
  assert.equal((await shop.payments.find(unpaid))!.status, "requested");
  assert.equal((await shop.subscriptions.statusOf(OTHER_DRIVER)).status, "none");
  assert.equal((await link(paymentId)).json.verdict, "duplicate");
});

Deno.test("money of nobody's that two of the staff link at once to two orders pays for one", async () => {
  await using shop = await startShop({ yookassa: { notifications: { drop: true } } });
  const [driver, other, admin] = await Promise.all(
    [DRIVER, OTHER_DRIVER, ADMIN].map((id) => shop.product.signIn(id)),
  );
  await shop.control({ addPayment: { minor: 49_900 } });
  const [added] = [...shop.yookassa.shop.payments.values()];
  await shop.control({ fault: { method: "POST", path: "/v3/payments", status: 500 } });
  const orders = [(await shop.buy(driver!)).json.paymentId, (await shop.buy(other!)).json.paymentId];
  const verdicts = await Promise.all(orders.map(async (paymentId) => {
    const answer = await admin!.post(`/api/admin/payments/${paymentId}/link-orphan`, {
      providerPaymentId: added!.id,
      reason: "по выписке",
    });
    return answer.json.verdict;
  }));
  assert.deepEqual(verdicts.sort(), ["accepted", "mismatch"]);
  const paid = await Promise.all(orders.map(async (id) => (await shop.payments.find(id))!.receivedMinor));
  assert.deepEqual(paid.sort(), [0, 49_900]);
});

Deno.test("fault 19: money that did not fit one order and has paid for another is not accepted for the first", async () => {
  await using shop = await startShop();
  const admin = await shop.product.signIn(ADMIN);
  const [first, second] = [idOf("first"), idOf("second")];
  for (const paymentId of [first, second]) await requested(shop.product, { paymentId });
  const charge = { providerPaymentId: "theirs" };
  await observed(shop.product, { paymentId: first }, {
    ...charge,
    amount: { minor: 49_800, currency: "RUB" },
  });
  await observed(shop.product, { paymentId: second }, charge);
  const decide = (decision: string) =>
    admin.post(`/api/admin/payments/${first}/resolve-mismatch`, { ...charge, decision, reason: "по письму" });
  const accepted = await decide("accepted");
  assert.deepEqual([accepted.status, accepted.json.code], [409, "mismatch_not_payable"]);
  assert.equal((await decide("dismissed")).status, 200);
  assert.equal((await shop.payments.find(first))!.receivedMinor, 0);
});

Deno.test("fault 53: disputes nobody named, of two payments, suspend and restore each its own days", async () => {
  await using shop = await startShop();
  const admin = await shop.product.signIn(ADMIN);
  const payments = [
    await bought(shop, await shop.product.signIn(DRIVER)),
    await bought(shop, await shop.product.signIn(OTHER_DRIVER)),
  ];
  for (const { paymentId } of payments) {
    await admin.post(`/api/admin/payments/${paymentId}/dispute`, { reason: "письмо банка" });
  }
  for (const { driverId } of payments) await statusBecomes(shop, driverId, "expired");
  for (const { paymentId } of payments) {
    await admin.post(`/api/admin/payments/${paymentId}/dispute/manual/settlement`, {
      outcome: "won",
      reason: "письмо банка",
    });
  }
  for (const { driverId } of payments) await statusBecomes(shop, driverId, "active");
});

Deno.test("a dispute is of money that came, and is settled by its own name alone", async () => {
  await using shop = await startShop();
  const admin = await shop.product.signIn(ADMIN);
  const driver = await shop.product.signIn();
  const open = (await shop.buy(driver, "year")).json.paymentId;
  const early = await admin.post(`/api/admin/payments/${open}/dispute`, { reason: "письмо банка" });
  assert.deepEqual([early.status, early.json.code], [409, "payment_not_paid"]);
  const { paymentId } = await bought(shop, driver);
  const path = `/api/admin/payments/${paymentId}/dispute`;
  const foreign = await admin.post(path, { reason: "письмо банка", providerPaymentId: "another" });
  assert.deepEqual([foreign.status, foreign.json.code], [409, "payment_not_paid"]);
  const typo = await admin.post(`${path}/chb-2/settlement`, { outcome: "lost", reason: "письмо банка" });
  assert.equal(typo.status, 404);
  assert.deepEqual((await shop.story(paymentId)).filter((type) => type.startsWith("Dispute")), []);
});

Deno.test("an id or a code longer than any is not found, at every door of money", async () => {
  await using shop = await startShop();
  const driver = await shop.product.signIn();
  const admin = await shop.product.signIn(ADMIN);
  const long = "a".repeat(3_000);
  const seen = [
    await driver.get(`/api/payments/${long}`),
    await driver.get(`/payments/${long}`),
    await admin.get(`/api/admin/payments/${long}`),
    await admin.get(`/api/admin/streams/payment-${long}`),
    await admin.post(`/api/admin/payments/${long}/recheck`),
    await admin.post(`/api/admin/payments/${long}/refund`, { reason: "проверка" }),
  ];
  assert.deepEqual(seen.map(({ status }) => status), seen.map(() => 404));
  // One sign that stands for eighteen letters.
  const wide = await driver.post("/api/promo-codes/apply", { code: "\ufdfa".repeat(256) });
  assert.deepEqual([wide.status, wide.json.code], [422, "promo_code_invalid"]);
});

Deno.test("fault 48: twenty of the staff at once get what there is to give, and an answer each", async () => {
  await using shop = await startShop();
  const admin = await shop.product.signIn(ADMIN);
  const { paymentId } = await bought(shop, await shop.product.signIn());
  const crowd = <T>(ask: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
  const refunds = await crowd((index) =>
    admin.post(`/api/admin/payments/${paymentId}/refund`, {
      amount: { minor: 10_000, currency: "RUB" },
      reason: `просил водитель, ${index}`,
    })
  );
  assert.deepEqual(refunds.map(({ status }) => status).sort(), [
    ...Array(4).fill(200),
    ...Array(16).fill(409),
  ]);
  const gifts = await crowd(() =>
    admin.post(`/api/admin/subscriptions/${DRIVER}/grant-days`, { days: 1, reason: "за простой" })
  );
  assert.deepEqual(gifts.map(({ status }) => status), Array(20).fill(200));
  await shop.until(paymentId, ({ refundedMinor }) => refundedMinor === 40_000);
  assert.equal(shop.yookassa.shop.refunds.size, 4);
});
