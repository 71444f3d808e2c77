// Rows of the fault table about buying, from the press to what driver, staff and provider see; numbers are the rows.
import assert from "node:assert/strict";
import { ADMIN, type ApiClient, DRIVER, eventually, OTHER_DRIVER } from "../../support/product.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const order = { tariffId: "month", provider: "yookassa" };
const promo = {
  type: "percent",
  value: 50,
  validFrom: "2020-01-01T00:00:00Z",
  validTo: "2099-01-01T00:00:00Z",
};
const PAYMENTS = "/api/payments";
const CODES = "/api/admin/promo-codes";

/** The provider's page: the driver pays there, or gives up. */
async function onThePage(shop: PaidProduct, paymentId: string, action: "pay" | "cancel"): Promise<void> {
  const { providerPaymentId } = await shop.until(paymentId, ({ status }) => status === "pending");
  await shop.control({ payment: { id: providerPaymentId, action } });
  const end = action === "pay" ? "succeeded" : "canceled";
  await shop.until(paymentId, ({ status }) => status === end);
}

/** The periods a driver has, as the console shows them, once there are so many. */
const periods = (admin: ApiClient, count: number, driverId = DRIVER) =>
  eventually(
    async () => (await admin.get(`/api/admin/subscriptions/${driverId}`)).json,
    (seen) => seen.periods?.length === count,
  );

Deno.test("fault 42: twelve presses at once on two devices: one payment here and at the provider, one of them new", async () => {
  await using shop = await startShop();
  const client = await shop.product.signIn();
  const answers = await Promise.all(Array.from({ length: 12 }, () => client.post(PAYMENTS, order)));
  assert.equal(new Set(answers.map(({ json }) => json.paymentId)).size, 1);
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  assert.equal(answers.filter(({ status }) => status === 200).length, 11);
  await shop.theirId(answers[0]!.json.paymentId);
  assert.equal(shop.yookassa.shop.payments.size, 1);
});

Deno.test("fault 43: both of two open payments are paid: both are granted, and staff is shown the double", async () => {
  await using shop = await startShop({ environment: { PAYMENT_PROVIDERS: "yookassa,stars" } });
  const client = await shop.product.signIn();
  const first = (await client.post(PAYMENTS, order)).json;
  const second = (await client.post(PAYMENTS, { ...order, provider: "stars" })).json;
  await onThePage(shop, first.paymentId, "pay");
  const { product } = shop;
  const admin = await product.signIn(ADMIN);
  await periods(admin, 1);
  const { confirmationUrl: link } = await shop.until(second.paymentId, ({ status }) => status === "pending");
  await product.control(product.telegram, { pay: { userId: DRIVER, link } });
  const { periods: granted, history } = await periods(admin, 2);
  assert.deepEqual(granted.map(({ days }: { days: number }) => days), [30, 30]);
  const doubles = history.map((step: { possibleDuplicateOf?: string }) => step.possibleDuplicateOf);
  assert.deepEqual(doubles.filter(Boolean), [first.paymentId]);
  for (const { paymentId } of [first, second]) {
    await shop.until(paymentId, ({ anomalies }) => anomalies.includes("possible_duplicate"));
  }
  const { data } = (await admin.get("/api/admin/payments?attention=1")).json;
  assert.deepEqual(
    data.map(({ paymentId }: { paymentId: string }) => paymentId),
    [second.paymentId, first.paymentId],
  );
});

Deno.test("fault 44: two places and five drivers at once: exactly two have the price", async () => {
  await using shop = await startShop();
  const people = [DRIVER, OTHER_DRIVER, 700_000_103, ADMIN, 700_000_301];
  const clients = await Promise.all(people.map((id) => shop.product.signIn(id)));
  const admin = clients[3]!;
  assert.equal((await admin.post(CODES, { ...promo, code: "VESNA2026", totalLimit: 2 })).status, 201);
  const answers = await Promise.all(
    clients.map((client) => client.post(PAYMENTS, { ...order, promoCode: "VESNA2026" })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 422, 422, 422]);
  const refused = answers.filter(({ status }) => status === 422);
  assert.deepEqual(new Set(refused.map(({ json }) => json.code)), new Set(["promo_code_invalid"]));
  assert.equal((await admin.get(`${CODES}/VESNA2026`)).json.reserved, 2);
  for (const { json } of answers.filter(({ status }) => status === 201)) await shop.theirId(json.paymentId);
  assert.equal(shop.yookassa.shop.payments.size, 2);
});

Deno.test("fault 45: a payment given up on the provider's page gives its place to somebody else", async () => {
  await using shop = await startShop();
  const [driver, other, admin] = [
    await shop.product.signIn(),
    await shop.product.signIn(OTHER_DRIVER),
    await shop.product.signIn(ADMIN),
  ];
  await admin.post(CODES, { ...promo, code: "VESNA2026", totalLimit: 1 });
  const discounted = { ...order, promoCode: "VESNA2026" };
  const { paymentId } = (await driver.post(PAYMENTS, discounted)).json;
  assert.equal((await other.post(PAYMENTS, discounted)).status, 422);
  await onThePage(shop, paymentId, "cancel");
  const next = await eventually(() => other.post(PAYMENTS, discounted), ({ status }) => status === 201);
  assert.equal(next.json.amount.minor, 24_950);
});

Deno.test("fault 46: a code switched off while its payment is open: the quoted price is paid and stands, nobody else has it", async () => {
  await using shop = await startShop();
  const [driver, other, admin] = [
    await shop.product.signIn(),
    await shop.product.signIn(OTHER_DRIVER),
    await shop.product.signIn(ADMIN),
  ];
  await admin.post(CODES, { ...promo, code: "VESNA2026" });
  const discounted = { ...order, promoCode: "VESNA2026" };
  const { paymentId } = (await driver.post(PAYMENTS, discounted)).json;
  await admin.post(`${CODES}/VESNA2026/deactivate`, { reason: "акция кончилась" });
  assert.equal((await driver.post(PAYMENTS, discounted)).json.paymentId, paymentId);
  assert.equal((await other.post(PAYMENTS, discounted)).json.code, "promo_code_invalid");
  await onThePage(shop, paymentId, "pay");
  const { periods: [period] } = await periods(admin, 1);
  assert.equal(period.days, 30);
  const paid = (await shop.payments.find(paymentId))!;
  assert.deepEqual([paid.status, paid.receivedMinor, paid.anomalies], ["succeeded", 24_950, []]);
  const code = await eventually(
    async () => (await admin.get(`${CODES}/VESNA2026`)).json,
    ({ redeemed }) => redeemed === 1,
  );
  assert.deepEqual([code.overLimit, code.active], [0, false]);
});

Deno.test("fault 46: a code switched off while its provider is silent: another way is refused, and the first keeps its price", async () => {
  await using shop = await startShop({ environment: { PAYMENT_PROVIDERS: "yookassa,stars" } });
  const [driver, admin] = [await shop.product.signIn(), await shop.product.signIn(ADMIN)];
  await admin.post(CODES, { ...promo, code: "VESNA2026" });
  await shop.control({ fault: { path: "/v3/", status: 500 } });
  const discounted = { ...order, promoCode: "VESNA2026" };
  const { paymentId } = (await driver.post(PAYMENTS, discounted)).json;
  await admin.post(`${CODES}/VESNA2026/deactivate`, { reason: "акция кончилась" });
  const other = await driver.post(PAYMENTS, { ...discounted, provider: "stars" });
  assert.deepEqual([other.status, other.json.code], [422, "promo_code_invalid"]);
  await shop.control({ clearFaults: true });
  shop.pass(2 * MINUTE);
  await onThePage(shop, paymentId, "pay");
  const paid = (await shop.payments.find(paymentId))!;
  assert.deepEqual([paid.status, paid.receivedMinor, paid.anomalies], ["succeeded", 24_950, []]);
});

Deno.test("fault 47: a price of nothing: the provider hears of nothing, the days are there once, staff sees why", async () => {
  await using shop = await startShop();
  const [driver, admin] = [await shop.product.signIn(), await shop.product.signIn(ADMIN)];
  await admin.post(CODES, { ...promo, value: 100, code: "DAROM2026" });
  const free = { ...order, promoCode: "DAROM2026" };
  const taps = await Promise.all([driver.post(PAYMENTS, free), driver.post(PAYMENTS, free)]);
  const [{ json }] = taps;
  assert.deepEqual([json.status, taps[1]!.json.paymentId], ["succeeded", json.paymentId]);
  assert.equal((await driver.get("/api/me")).json.subscription.status, "active");
  assert.equal((await periods(admin, 1)).periods[0].days, 30);
  await eventually(
    () => shop.product.world.log.readStream(`checkout-${DRIVER}`),
    (till) => till.some(({ type }) => type === "CheckoutClosed"),
  );
  const late = await driver.post(PAYMENTS, free);
  assert.deepEqual([late.status, late.json.paymentId], [200, json.paymentId]);
  const { timeline } = (await admin.get(`/api/admin/payments/${json.paymentId}`)).json;
  const [, paid] = timeline.filter(({ kind }: { kind: string }) => kind === "event");
  assert.deepEqual([paid.what, paid.data.via, paid.data.amount.minor], ["PaymentSucceeded", "free", 0]);
  assert.equal((await admin.get(`${CODES}/DAROM2026`)).json.redeemed, 1);
  assert.equal(shop.asked("POST").length, 0);
});

Deno.test("fault 52: of three months the middle one is given back: the third slides earlier, as the preview said", async () => {
  await using shop = await startShop();
  const [driver, admin] = [await shop.product.signIn(), await shop.product.signIn(ADMIN)];
  const ids: string[] = [];
  for (const _ of [1, 2, 3]) {
    const { paymentId } = await eventually(
      async () => (await driver.post(PAYMENTS, order)).json,
      (seen) => !ids.includes(seen.paymentId),
    );
    await onThePage(shop, paymentId, "pay");
    ids.push(paymentId);
    await periods(admin, ids.length);
  }
  const path = `/api/admin/payments/${ids[1]}/refund`;
  const preview = (await admin.get(path)).json;
  assert.equal(Date.parse(preview.before) - Date.parse(preview.after), 30 * DAY);
  assert.equal((await admin.post(path, { reason: "просил водитель" })).status, 200);
  const after = await eventually(
    async () => (await admin.get(`/api/admin/subscriptions/${DRIVER}`)).json,
    ({ expiresAt }) => expiresAt === preview.after,
  );
  const [first, , third] = after.periods;
  assert.equal(third.from, first.to);
  assert.equal((await driver.get("/api/me")).json.subscription.expiresAt, preview.after);
});

Deno.test("fault 59: the price goes up while a payment is open: the old one is paid and good, the next order costs the new one", async () => {
  await using shop = await startShop();
  const [driver, admin] = [await shop.product.signIn(), await shop.product.signIn(ADMIN)];
  const { paymentId } = (await driver.post(PAYMENTS, order)).json;
  const { value: tariffs } = (await admin.get("/api/admin/settings/tariffs")).json;
  const price = { minor: 59_900, currency: "RUB" };
  const dearer = tariffs.map((tariff: object) => ({ ...tariff, price, days: 31 }));
  const change = { value: dearer, reason: "новый прейскурант" };
  assert.equal((await admin.call("PUT", "/api/admin/settings/tariffs", change)).status, 200);
  const next = (await driver.post(PAYMENTS, order)).json;
  assert.notEqual(next.paymentId, paymentId);
  assert.equal(next.amount.minor, 59_900);
  await onThePage(shop, paymentId, "pay");
  assert.equal((await periods(admin, 1)).periods[0].days, 30);
  const paid = (await shop.payments.find(paymentId))!;
  assert.deepEqual([paid.receivedMinor, paid.anomalies], [49_900, []]);
});

Deno.test("fault 27: play money where real money is expected is written down, never granted, and a person is called", async () => {
  const secretKey = "live_secret-key-never-to-be-seen";
  const environment = { YOOKASSA_SECRET_KEY: secretKey };
  await using shop = await startShop({ environment, yookassa: { secretKey } });
  const { paymentId } = (await shop.buy(await shop.product.signIn())).json;
  const { providerPaymentId: id } = await shop.until(paymentId, ({ status }) => status === "pending");
  await shop.control({ pretend: { id, fields: { test: true } }, payment: { id, action: "pay" } });
  const payment = await shop.until(paymentId, ({ status }) => status === "mismatch");
  assert.deepEqual(payment.anomalies, ["mismatch_test"]);
  assert.equal((await shop.subscriptions.statusOf(DRIVER)).status, "none");
  await shop.product.logged("a payment is not what was asked for");
});
