// Fault 54, as the driver sees it: the provider is down at the moment of buying, and another is one press away.
import assert from "node:assert/strict";
import { PromoForm } from "../../../domain/promo_codes/mod.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { type Page, visit, type Visitor } from "../../routes/driver/support.ts";
import { DRIVER, eventually } from "../../support/product.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";

const by = { actor: SYSTEM, correlationId: "test" };
const MINUTE = 60_000;
const DOWN = { fault: { path: "/v3/", status: 500 } };
const start = () => startShop({ environment: { PAYMENT_PROVIDERS: "yookassa,stars" } });

/** A code that is good once a driver: held by the payment that does not come through. */
async function createCode(
  shop: PaidProduct,
  code: string,
  worth: { type: "percent" | "fixed"; value: number } = { type: "percent", value: 50 },
): Promise<void> {
  const validity = { validFrom: "2020-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z" };
  const form = PromoForm.parse({ ...validity, code, ...worth });
  await shop.product.app.promoCodes.create(form, by);
}

/** The page once it says so: the provider is asked beside the request. */
const shows = (driver: Visitor, location: string | null | undefined, words: RegExp) =>
  eventually(() => driver.get(location!), ({ text }) => words.test(text));

/** What the form of a page would send with one of its buttons. */
function formOf({ html }: Page, name: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*data-form="${name}"[\\s\\S]*?</form>`).exec(html)?.[0];
  assert.ok(form, `no form ${name}`);
  const fields = [...form.matchAll(/<(?:input|button)[^>]*>/g)].map(([tag]) => [
    / name="([^"]+)"/.exec(tag)![1]!,
    / value="([^"]*)"/.exec(tag)![1]!,
  ]);
  return Object.fromEntries(fields);
}

Deno.test("fault 54: the provider is down: the driver is told at once, and the same order goes through another provider with one press", async () => {
  await using shop = await start();
  const { product, payments } = shop;
  await createCode(shop, "POLCENY");
  await shop.control(DOWN);
  const driver = await visit(product);
  const order = { _action: "pay", tariffId: "quarter", provider: "yookassa", promoCode: "POLCENY" };
  const pressed = await driver.submit("/subscription", order);
  assert.equal(pressed.status, 303);
  const told = await shows(driver, pressed.location, /Платёжная система не отвечает .*Деньги не списаны/);
  assert.match(told.text, /промокод POLCENY тоже действует/);
  assert.match(told.text, /Звёздами Telegram, 450 ★/);
  assert.doesNotMatch(told.text, /Уже оплатили/);

  const again = await driver.submit("/subscription", formOf(told, "other-way"));
  assert.equal(again.status, 303);
  assert.notEqual(again.location, pressed.location);
  await shows(driver, again.location, /К оплате 450 ★/);
  const [second, first] = await payments.of(DRIVER);
  assert.deepEqual(
    [second!.provider, second!.tariff.id, second!.promoCode, second!.amount],
    ["stars", "quarter", "POLCENY", { minor: 450, currency: "XTR" }],
  );
  assert.deepEqual([first!.status, first!.cancelReason], ["failed", "another_way"]);
  assert.match((await driver.get(pressed.location!)).text, /Счёт закрыт .*другой способ оплаты/);

  // The provider is back, and what was given up does not come back with it.
  await shop.control({ clearFaults: true });
  shop.pass(2 * MINUTE);
  await eventually(
    () => product.world.queue.scan(),
    (waiting) => waiting.every(({ message }) => message.lane !== `register:${first!.paymentId}`),
  );
  assert.equal(shop.yookassa.shop.payments.size, 0);
  await product.control(product.telegram, { pay: { userId: DRIVER, link: second!.confirmationUrl } });
  await shop.until(second!.paymentId, ({ status }) => status === "succeeded");
  assert.equal((await payments.find(first!.paymentId))!.status, "failed");
  const uses = await eventually(
    () => product.app.promoCodes.uses("POLCENY"),
    (all) => all.some(({ status }) => status === "redeemed"),
  );
  assert.deepEqual(
    uses.map(({ useId, status }) => [useId, status]),
    [[first!.paymentId, "released"], [second!.paymentId, "redeemed"]],
  );
});

Deno.test("fault 54: over the API, too, another way takes the place of the payment nobody can pay yet", async () => {
  await using shop = await start();
  await createCode(shop, "POLCENY");
  await shop.control(DOWN);
  const client = await shop.product.signIn();
  const order = { tariffId: "month", promoCode: "POLCENY" };
  const first = await client.post("/api/payments", { ...order, provider: "yookassa" });
  assert.deepEqual([first.json.status, first.json.confirmationUrl], ["requested", null]);
  const second = await client.post("/api/payments", { ...order, provider: "stars" });
  assert.deepEqual([second.status, second.json.amount], [201, { minor: 175, currency: "XTR" }]);
  await shop.until(second.json.paymentId, ({ status }) => status === "pending");
  const left = (await client.get(`/api/payments/${first.json.paymentId}`)).json;
  assert.deepEqual([left.status, left.reason], ["failed", "another_way"]);
});

Deno.test("fault 54: another tariff of the provider that is down: the promo code goes along, over the API and on the page", async () => {
  await using shop = await start();
  await createCode(shop, "POLCENY");
  await shop.control(DOWN);
  const client = await shop.product.signIn();
  const order = { provider: "yookassa", promoCode: "POLCENY" };
  const month = await client.post("/api/payments", { ...order, tariffId: "month" });
  assert.equal(month.status, 201);
  const quarter = await client.post("/api/payments", { ...order, tariffId: "quarter" });
  assert.equal(quarter.status, 201, JSON.stringify(quarter.json));
  assert.deepEqual(quarter.json.amount, { minor: 64_950, currency: "RUB" });
  const driver = await visit(shop.product);
  const year = await driver.submit("/subscription", { _action: "pay", ...order, tariffId: "year" });
  assert.equal(year.status, 303, year.text);
  await eventually(
    () => shop.product.app.promoCodes.uses("POLCENY"),
    (uses) => uses.map(({ status }) => status).sort().join() === "released,released,reserved",
  );
});

Deno.test("fault 54: a provider that hangs: the page says that it takes long, and offers the other way", async () => {
  await using shop = await start();
  await shop.control({ fault: { method: "POST", path: "/v3/payments", hang: true } });
  const driver = await visit(shop.product);
  const order = { _action: "pay", tariffId: "month", provider: "yookassa" };
  const { location } = await driver.submit("/subscription", order);
  const page = await shows(driver, location, /Готовим оплату .*Звёздами Telegram, 350 ★/);
  assert.equal(formOf(page, "other-way")["provider"], "stars");
});

Deno.test("fault 54: kopecks off a price in roubles say nothing of Stars: a way that could only be refused is not offered", async () => {
  await using shop = await start();
  await createCode(shop, "MINUS100", { type: "fixed", value: 10_000 });
  await shop.control(DOWN);
  const driver = await visit(shop.product);
  const order = { _action: "pay", tariffId: "month", provider: "yookassa", promoCode: "MINUS100" };
  const { location } = await driver.submit("/subscription", order);
  const page = await shows(driver, location, /Платёжная система не отвечает/);
  assert.doesNotMatch(page.html, /data-form="other-way"/);
  const refused = await driver.submit("/subscription", { ...order, provider: "stars" });
  assert.equal(refused.status, 422);
  const [only] = await shop.payments.of(DRIVER);
  assert.equal(only!.status, "requested");
});

Deno.test("fault 54: refused by the provider: the other way is offered, and another try has the same promo code", async () => {
  await using shop = await start();
  await createCode(shop, "POLCENY");
  await shop.control({ fault: { method: "POST", path: "/v3/payments", status: 401 } });
  const driver = await visit(shop.product);
  const order = { _action: "pay", tariffId: "quarter", provider: "yookassa", promoCode: "POLCENY" };
  const { location } = await driver.submit("/subscription", order);
  const refused = /Оплату принять не удалось .*временно недоступна.*Звёздами Telegram, 450 ★/;
  const page = await shows(driver, location, refused);
  const [, again] = /href="([^"]+)#pay"/.exec(page.html)!;
  await eventually(() => shop.product.app.promoCodes.find("POLCENY"), (code) => code?.released === 1);
  const anew = await driver.get(again!.replace("&amp;", "&"));
  assert.match(anew.text, /Цены с промокодом POLCENY/);
  assert.match(anew.html, /value="quarter"[^>]* checked|checked[^>]* value="quarter"/);
  const other = await driver.submit("/subscription", formOf(page, "other-way"));
  await shows(driver, other.location, /К оплате 450 ★/);
});

Deno.test("a payment that can be paid already stays open when another is begun another way", async () => {
  await using shop = await start();
  const client = await shop.product.signIn();
  const first = (await shop.buy(client)).json;
  await shop.until(first.paymentId, ({ status }) => status === "pending");
  assert.equal((await client.post("/api/payments", { tariffId: "month", provider: "stars" })).status, 201);
  assert.equal((await client.get(`/api/payments/${first.paymentId}`)).json.status, "pending");
});

Deno.test("where nothing else is switched on, or nothing is sold any more, no other way is offered", async () => {
  await using alone = await startShop();
  await alone.control(DOWN);
  const order = { _action: "pay", tariffId: "month", provider: "yookassa" };
  const driver = await visit(alone.product);
  const pressed = await driver.submit("/subscription", order);
  const page = await shows(driver, pressed.location, /Платёжная система не отвечает/);
  assert.doesNotMatch(page.html, /data-form="other-way"/);

  await using shop = await start();
  await shop.control(DOWN);
  const other = await visit(shop.product);
  const { location } = await other.submit("/subscription", order);
  await shop.product.app.settings.changeFlag("payments_enabled", { enabled: false }, by);
  assert.doesNotMatch((await other.get(location!)).html, /data-form="other-way"/);
});
