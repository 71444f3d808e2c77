// Tariffs and payments over HTTP, from the press on "pay" to access (contracts 5.1 and 5.3).
import assert from "node:assert/strict";
import { PromoForm } from "../../../domain/promo_codes/mod.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { DRIVER, eventually, OTHER_DRIVER, startProduct } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

const by = { actor: SYSTEM, correlationId: "test" };
const MONTH = { tariffId: "month", provider: "yookassa" };
const DAY = 86_400_000;

Deno.test("tariffs are shown with their prices, and how they can be paid", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const { json } = await (await product.signIn()).get("/api/tariffs");
  assert.deepEqual(json.data[0], {
    id: "month",
    name: "Месяц",
    days: 30,
    price: { minor: 49_900, currency: "RUB" },
    starsPrice: { minor: 350, currency: "XTR" },
  });
  assert.deepEqual(json.data.map(({ days }: { days: number }) => days), [30, 90, 180, 365]);
  assert.deepEqual(json.meta, { paymentsEnabled: true, providers: ["yookassa"] });
});

Deno.test("without a provider nothing is for sale, and asking says so", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  assert.deepEqual((await driver.get("/api/tariffs")).json.meta, { paymentsEnabled: false, providers: [] });
  for (
    const [path, body] of [["/api/payments", MONTH], ["/api/payments/create", {
      tariff_name: "Месяц",
    }]] as const
  ) {
    const refused = await driver.post(path, body);
    assert.deepEqual([refused.status, refused.json.code], [409, "payments_disabled"], path);
  }
  assert.deepEqual((await driver.get("/api/payments")).json, { data: [] });
});

Deno.test("a payment is begun once however often it is asked for, paid, and opens access", async () => {
  await using shop = await startShop();
  const { product } = shop;
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  const driver = await product.signIn();
  const begun = await driver.post("/api/payments", MONTH);
  assert.equal(begun.status, 201);
  const again = await driver.post("/api/payments", MONTH);
  assert.deepEqual([again.status, again.json.paymentId], [200, begun.json.paymentId]);
  const older = await driver.post("/api/payments/create", { tariff_name: "месяц" });
  assert.deepEqual([older.status, older.json.paymentId], [200, begun.json.paymentId]);

  const { paymentId, id } = await shop.ordered(driver);
  const pending = (await driver.get(`/api/payments/${paymentId}`)).json;
  assert.deepEqual([pending.paymentId, pending.status], [begun.json.paymentId, "pending"]);
  assert.match(pending.confirmationUrl, /^http/);
  await shop.control({ payment: { id, action: "pay" } });
  const paid = await eventually(
    () => driver.get(`/api/payments/${begun.json.paymentId}`),
    ({ json }) => json.status === "succeeded",
  );
  assert.equal(paid.json.confirmationUrl, null);
  const me = await eventually(
    () => driver.get("/api/me"),
    ({ json }) => json.subscription.status === "active",
  );
  const days = (Date.parse(me.json.subscription.expiresAt) - Date.parse(paid.json.paidAt)) / DAY;
  assert.equal(days, 30);
  const { json: subscription } = await driver.get("/api/subscription");
  assert.equal(subscription.periods.length, 1);
  assert.match(subscription.accessToken, /^[\w-]{43}$/);
  const told = await eventually(
    () => product.messages(DRIVER),
    (all) => all.some(({ text }) => text.includes("Оплата прошла")),
  );
  assert.match(told.find(({ text }) => text.includes("Оплата прошла"))!.text, /499.₽, «Месяц»/);
});

Deno.test("a declined payment opens nothing and can be tried again", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const driver = await product.signIn();
  const first = await shop.ordered(driver);
  await shop.control({ payment: { id: first.id, action: "decline", reason: "insufficient_funds" } });
  const declined = await eventually(
    () => driver.get(`/api/payments/${first.paymentId}`),
    ({ json }) => json.status === "canceled",
  );
  assert.equal(declined.json.reason, "insufficient_funds");
  assert.deepEqual((await driver.get("/api/me")).json.subscription, { status: "none" });
  const second = await driver.post("/api/payments", MONTH);
  assert.equal(second.status, 201);
  assert.notEqual(second.json.paymentId, first.paymentId);
});

Deno.test("a code makes the price smaller; one that leaves nothing asks no provider and opens access at once", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const validity = { validFrom: "2020-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z", type: "percent" };
  for (const [code, value] of [["POLCENY", 50], ["DAROM", 100]] as const) {
    await product.app.promoCodes.create(PromoForm.parse({ ...validity, code, value }), by);
  }
  const driver = await product.signIn();
  const half = await driver.post("/api/payments", { ...MONTH, promoCode: "polceny" });
  assert.deepEqual(half.json.amount, { minor: 24_950, currency: "RUB" });
  await shop.theirId(half.json.paymentId);
  const asked = shop.yookassa.shop.payments.size;
  const free = await driver.post("/api/payments", { ...MONTH, tariffId: "quarter", promoCode: "DAROM" });
  assert.deepEqual([free.status, free.json.status, free.json.confirmationUrl], [201, "succeeded", null]);
  assert.equal((await driver.get("/api/me")).json.subscription.status, "active");
  assert.equal(shop.yookassa.shop.payments.size, asked);
  const wrong = await driver.post("/api/payments", { ...MONTH, promoCode: "NIKOGDA" });
  assert.deepEqual([wrong.status, wrong.json.code, wrong.json.errors[0].field], [
    422,
    "promo_code_invalid",
    "promoCode",
  ]);
});

Deno.test("what is wrong with a payment is named by its field", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const driver = await product.signIn();
  const cases = [
    [{ ...MONTH, tariffId: "century" }, 404, "tariff_not_found", "tariffId"],
    [{ ...MONTH, provider: "stars" }, 503, "provider_unavailable", "provider"],
    [{ ...MONTH, provider: "cash" }, 422, "validation_failed", "provider"],
    [{ provider: "yookassa" }, 422, "validation_failed", "tariffId"],
    [{ ...MONTH, receiptContact: "никуда" }, 422, "validation_failed", "receiptContact"],
  ] as const;
  for (const [body, status, code, field] of cases) {
    const { status: got, json } = await driver.post("/api/payments", body);
    assert.deepEqual([got, json.code, json.errors[0].field], [status, code, field], JSON.stringify(body));
  }
});

Deno.test("where receipts are made, a payment begins with where they go", async () => {
  const environment = { YOOKASSA_VAT_CODE: "1", YOOKASSA_PAYMENT_MODE: "full_payment" };
  await using shop = await startShop({ environment });
  const { product } = shop;
  const driver = await product.signIn();
  const refused = await driver.post("/api/payments", MONTH);
  assert.deepEqual([refused.status, refused.json.code], [422, "receipt_contact_required"]);
  assert.equal(refused.json.errors[0].field, "receiptContact");
  assert.equal(
    (await driver.post("/api/payments", { ...MONTH, receiptContact: "ivan@example.ru" })).status,
    201,
  );
});

Deno.test("nobody sees, or gets, what another driver pays", async () => {
  await using shop = await startShop();
  const { product } = shop;
  const driver = await product.signIn();
  const { json: mine } = await driver.post("/api/payments", MONTH);
  const other = await product.signIn(OTHER_DRIVER);
  assert.equal((await other.get(`/api/payments/${mine.paymentId}`)).json.code, "payment_not_found");
  assert.deepEqual((await other.get("/api/payments")).json.data, []);
  const { json: theirs } = await other.post("/api/payments", MONTH);
  assert.notEqual(theirs.paymentId, mine.paymentId);
});
