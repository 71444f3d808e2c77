// What a driver reads on the pages of subscription and payments, where it was easy to read it wrongly.
import assert from "node:assert/strict";
import { PromoForm } from "../../../domain/promo_codes/mod.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { formatDatedMoment } from "../../../texts/format.ts";
import { anonymous, visit, type Visitor } from "../../routes/driver/support.ts";
import { DRIVER, eventually } from "../../support/product.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";

const by = { actor: SYSTEM, correlationId: "test" };
const DAY = 86_400_000;

/** Presses "pay" and pays on the provider's page; the address of the payment. */
async function buy(shop: PaidProduct, driver: Visitor, more: Record<string, string> = {}): Promise<string> {
  const order = { _action: "pay", tariffId: "month", provider: "yookassa", ...more };
  const { location } = await driver.submit("/subscription", order);
  const paymentId = location!.split("/").at(-1)!;
  const { providerPaymentId } = await shop.until(paymentId, ({ status }) => status === "pending");
  await shop.control({ payment: { id: providerPaymentId, action: "pay" } });
  await eventually(
    () => shop.subscriptions.of(DRIVER),
    ({ periods }) => periods.some(({ grantId }) => grantId === paymentId),
  );
  return location!;
}

Deno.test("thirty days are thirty, though the provider's clock is ahead of ours", async () => {
  await using shop = await startShop();
  const driver = await visit(shop.product);
  shop.yookassa.shop.advance(5_000);
  await buy(shop, driver);
  assert.match((await driver.get("/subscription")).text, /Осталось 30 дней/);
});

Deno.test("while everything is free the page says that nothing has to be bought, and later what has", async () => {
  await using shop = await startShop();
  const driver = await visit(shop.product);
  assert.match((await driver.get("/subscription")).text, /Оформить Сейчас всё и так открыто/);
  await shop.product.app.settings.changeFlag("paywall_respond", { enabled: true }, by);
  assert.doesNotMatch((await driver.get("/subscription")).text, /и так открыто/);
});

Deno.test("a year of access is told with the year it ends in", async () => {
  await using shop = await startShop();
  const driver = await visit(shop.product);
  const address = await buy(shop, driver, { tariffId: "year" });
  const end = await shop.subscriptions.of(DRIVER);
  const until = "expiresAt" in end.now ? formatDatedMoment(end.now.expiresAt) : "";
  assert.match(until, / 20\d\d,/);
  for (const path of ["/subscription", "/profile", address]) {
    const { text } = await eventually(() => driver.get(path), ({ text }) => text.includes(until));
    assert.ok(text.includes(until), path);
  }
});

Deno.test("who buys during the trial has a subscription, not a longer trial", async () => {
  await using shop = await startShop({ environment: { TRIAL_DAYS: "7" } });
  const driver = await visit(shop.product);
  assert.match((await driver.get("/subscription")).text, /Пробный период до .*Осталось 7 дней/);
  await buy(shop, driver);
  const page = (await driver.get("/subscription")).text;
  assert.match(page, /Подписка до .*Осталось 37 дней/);
  assert.doesNotMatch(page, /Пробный период до/);
  assert.match((await driver.get("/profile")).text, /Подписка До /);
  const me = await (await shop.product.signIn()).get("/api/me");
  assert.equal(me.json.subscription.status, "active");
});

Deno.test("the days of grace offer to go on, without days left to add to", async () => {
  await using shop = await startShop({ environment: { GRACE_DAYS: "3" } });
  const { subscriptions } = shop.product.app;
  const paidAt = new Date(Date.now() - 31 * DAY).toISOString();
  const grant = { driverId: DRIVER, grantId: "p1", paymentId: "p1", tariffId: "month", days: 30, paidAt };
  await subscriptions.grantPeriod(grant, by);
  const { text } = await (await visit(shop.product)).get("/subscription");
  assert.match(text, /Подписка закончилась .*Продлите.* Продлить На сколько/);
  assert.doesNotMatch(text, /Новые дни прибавятся/);
});

Deno.test("an old payment says that its time is over, not that access is about to open", async () => {
  await using shop = await startShop();
  const driver = await visit(shop.product);
  const address = await buy(shop, driver);
  await eventually(() => driver.get(address), ({ text }) => /Доступ открыт до/.test(text));
  shop.pass(31 * DAY);
  const late = await later(shop, 31 * DAY);
  assert.match((await late.get(address)).text, /Оплата прошла .*Оплаченный срок закончился/);
});

Deno.test("money given back is told with its sum and with what is left of access", async () => {
  await using shop = await startShop();
  const driver = await visit(shop.product);
  const address = await buy(shop, driver);
  const paymentId = address.split("/").at(-1)!;
  const refund = (refundId: string, minor: number) =>
    shop.payments.requestRefund(
      paymentId,
      { refundId, amount: { minor, currency: "RUB" }, reason: "просил" },
      { actor: { kind: "staff" }, correlationId: "test" },
    );
  await refund("part", 10_000);
  // The days follow the money, a moment later.
  await eventually(
    () => driver.get(address),
    ({ text }) => /Вернули 100 ₽ из 499 ₽ .*Подписка действует до/.test(text),
  );
  await refund("rest", 39_900);
  const whole = await eventually(
    () => driver.get(address),
    ({ text }) => /Доступ по этому платежу закрыт/.test(text),
  );
  assert.match(whole.text, /Вернули 499 ₽ /);
});

Deno.test("a receipt is promised where one is made, and said to be sent when it was", async () => {
  const environment = {
    PAYMENT_PROVIDERS: "yookassa,stars",
    YOOKASSA_VAT_CODE: "1",
    YOOKASSA_PAYMENT_MODE: "full_payment",
  };
  await using shop = await startShop({ environment });
  const driver = await visit(shop.product);
  const form = (await driver.get("/subscription")).text;
  assert.match(form, /Почта или телефон для чека если картой или по СБП/);
  const order = { _action: "pay", tariffId: "month", receiptContact: "ivan@example.ru" };
  const inStars = await driver.submit("/subscription", { ...order, provider: "stars" });
  assert.doesNotMatch((await driver.get(inStars.location!)).text, /Чек/);
  const byCard = await driver.submit("/subscription", { ...order, provider: "yookassa" });
  await eventually(
    () => driver.get(byCard.location!),
    ({ text }) => /Чек придёт на ivan@example\.ru/.test(text),
  );
  const paid = await buy(shop, driver, order);
  assert.equal(paid, byCard.location);
  assert.match((await driver.get(paid)).text, /Чек отправлен на ivan@example\.ru/);
});

Deno.test("a promo code typed in small letters is shown as it is written, beside the prices it makes", async () => {
  await using shop = await startShop();
  const validity = { validFrom: "2020-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z" };
  const form = PromoForm.parse({ ...validity, code: "VESNA25", type: "percent", value: 25 });
  await shop.product.app.promoCodes.create(form, by);
  const driver = await visit(shop.product);
  const { location } = await driver.submit("/subscription", { _action: "promo", code: "vesna25" });
  const { text } = await driver.get(location!.split("#")[0]!);
  assert.match(text, /Цены с промокодом VESNA25\..*Промокод VESNA25 применён/s);
});

Deno.test("what is declined is tried again with the same tariff and promo code", async () => {
  await using shop = await startShop();
  const validity = { validFrom: "2020-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z" };
  const form = PromoForm.parse({ ...validity, code: "VESNA25", type: "percent", value: 25 });
  await shop.product.app.promoCodes.create(form, by);
  const driver = await visit(shop.product);
  const order = { _action: "pay", tariffId: "quarter", provider: "yookassa", promoCode: "VESNA25" };
  const { location } = await driver.submit("/subscription", order);
  const paymentId = location!.split("/").at(-1)!;
  const { providerPaymentId } = await shop.until(paymentId, ({ status }) => status === "pending");
  await shop.control({ payment: { id: providerPaymentId, action: "decline", reason: "insufficient_funds" } });
  const declined = await eventually(() => driver.get(location!), ({ text }) => /Не хватило денег/.test(text));
  const [, again] = /href="(\/subscription\?[^"#]+)#pay"/.exec(declined.html)!;
  await eventually(() => shop.product.app.promoCodes.find("VESNA25"), (code) => code?.released === 1);
  const anew = await driver.get(again!.replaceAll("&amp;", "&"));
  assert.match(anew.text, /Цены с промокодом VESNA25/);
});

/** The driver once more, so many milliseconds from now. */
async function later({ product }: PaidProduct, ms: number): Promise<Visitor> {
  const authDate = Math.floor((Date.now() + ms) / 1000);
  const body = JSON.stringify({ initData: await product.initData(DRIVER, { authDate }) });
  const response = await fetch(`${product.baseUrl}/api/auth/telegram`, { method: "POST", body });
  await response.body?.cancel();
  return anonymous(product, response.headers.get("set-cookie")?.split(";")[0] ?? "");
}
