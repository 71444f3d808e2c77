// The same press again: when it goes on with the open payment, and when that one would lead nowhere.
import assert from "node:assert/strict";
import { ADMIN } from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

const RECEIPTS = { YOOKASSA_VAT_CODE: "1", YOOKASSA_PAYMENT_MODE: "full_payment" };

Deno.test("what a person has to look at cannot be paid: the same press makes a payment that can", async () => {
  await using shop = await startShop();
  const driver = await shop.product.signIn();
  const odd = (await shop.buy(driver)).json;
  const { providerPaymentId: id } = await shop.until(odd.paymentId, ({ status }) => status === "pending");
  await shop.control({ pretend: { id, fields: { test: false } }, payment: { id, action: "pay" } });
  await shop.until(odd.paymentId, ({ status }) => status === "mismatch");
  const anew = await shop.buy(driver);
  assert.equal(anew.status, 201);
  const payable = await shop.until(anew.json.paymentId, ({ status }) => status === "pending");
  assert.match(payable.confirmationUrl!, /^http/);
  const again = await shop.buy(driver);
  assert.deepEqual([again.status, again.json.paymentId], [200, anew.json.paymentId]);
});

Deno.test("what a person has to look at takes none of the three places of payments that can be paid", async () => {
  await using shop = await startShop();
  const driver = await shop.product.signIn();
  const odd = (await shop.buy(driver)).json;
  const { providerPaymentId: id } = await shop.until(odd.paymentId, ({ status }) => status === "pending");
  await shop.control({ pretend: { id, fields: { test: false } }, payment: { id, action: "pay" } });
  await shop.until(odd.paymentId, ({ status }) => status === "mismatch");
  for (const tariff of ["month", "quarter", "year"]) {
    assert.equal((await shop.buy(driver, tariff)).status, 201, tariff);
  }
  shop.pass(11 * 60_000);
  const fourth = await shop.buy(driver);
  assert.deepEqual([fourth.status, fourth.json.code], [409, "too_many_open_payments"]);
});

Deno.test("a corrected contact is where the receipt goes; the same contact is the same payment", async () => {
  await using shop = await startShop({ environment: RECEIPTS });
  const driver = await shop.product.signIn();
  const press = (receiptContact: string) =>
    driver.post("/api/payments", { tariffId: "month", provider: "yookassa", receiptContact });
  const typo = await press("ivan@exmaple.ru");
  assert.equal((await press("ivan@exmaple.ru")).json.paymentId, typo.json.paymentId);
  const mended = await press("ivan@example.ru");
  assert.equal(mended.status, 201);
  const admin = await shop.product.signIn(ADMIN);
  const kept = (await admin.get(`/api/admin/payments/${mended.json.paymentId}`)).json.receiptContact;
  assert.equal(kept, "ivan@example.ru");
  assert.equal((await press("ivan@example.ru")).json.paymentId, mended.json.paymentId);
  assert.equal((await press("ivan@exmaple.ru")).json.paymentId, typo.json.paymentId);
});

Deno.test("a corrected contact takes the promo code along", async () => {
  await using shop = await startShop({ environment: RECEIPTS });
  const [driver, admin] = [await shop.product.signIn(), await shop.product.signIn(ADMIN)];
  const always = { validFrom: "2020-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z" };
  const code = { code: "VESNA2026", type: "percent", value: 50, totalLimit: 1, ...always };
  assert.equal((await admin.post("/api/admin/promo-codes", code)).status, 201);
  const order = { tariffId: "month", provider: "yookassa", promoCode: "VESNA2026" };
  const typo = await driver.post("/api/payments", { ...order, receiptContact: "ivan@exmaple.ru" });
  const mended = await driver.post("/api/payments", { ...order, receiptContact: "ivan@example.ru" });
  assert.deepEqual([mended.status, mended.json.amount], [201, typo.json.amount]);
  assert.equal((await admin.get("/api/admin/promo-codes/VESNA2026")).json.reserved, 1);
});
