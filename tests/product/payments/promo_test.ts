// Promo codes as drivers use them: days at once, a smaller price, and one answer to whatever is wrong (contract 5.4).
import assert from "node:assert/strict";
import { PromoForm } from "../../../domain/promo_codes/mod.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { visit } from "../../routes/driver/support.ts";
import {
  ApiClient,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  type Product,
  startProduct,
} from "../../support/product.ts";
import { startShop } from "../../support/shop.ts";

const by = { actor: SYSTEM, correlationId: "test" };
const APPLY = "/api/promo-codes/apply";

async function code({ app }: Product, form: object): Promise<string> {
  const validity = { validFrom: "2020-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z" };
  const created = await app.promoCodes.create(PromoForm.parse({ ...validity, ...form }), by);
  assert.ok("code" in created);
  return created.code;
}

const wrongCode = (driver: ApiClient, number: number) => driver.post(APPLY, { code: `NOSUCH${number}` });

Deno.test("a code that gives days gives them once, however it is typed, at the old address too", async () => {
  const now = Date.now();
  await using product = await startProduct({}, { clock: () => now });
  await code(product, { code: "NEDELYA2026", type: "days", value: 7 });
  const driver = await product.signIn();
  const applied = await driver.post(APPLY, { code: " nedelya-2026 " });
  assert.equal(applied.status, 200);
  assert.equal(Date.parse(applied.json.expiresAt) - now, 7 * 86_400_000);
  const { subscription } = (await driver.get("/api/me")).json;
  assert.deepEqual(subscription, { status: "active", expiresAt: applied.json.expiresAt });
  const again = await driver.post(APPLY, { code: "NEDELYA2026" });
  assert.deepEqual([again.status, again.json.code], [422, "promo_code_invalid"]);
  const other = await product.signIn(OTHER_DRIVER);
  assert.equal((await other.post("/api/promocodes/apply", { code: "NEDELYA2026" })).status, 200);
});

Deno.test("unknown, expired, used up and used before all get the same answer", async () => {
  await using product = await startProduct();
  await code(product, { code: "PROSHLOE", type: "days", value: 7, validTo: "2021-01-01T00:00:00Z" });
  await code(product, { code: "ODINRAZ", type: "days", value: 7, totalLimit: 1 });
  await code(product, { code: "POLCENY", type: "percent", value: 50 });
  const first = await product.signIn(OTHER_DRIVER);
  assert.equal((await first.post(APPLY, { code: "ODINRAZ" })).status, 200);
  const driver = await product.signIn();
  const answers = [];
  for (const typed of ["NIKOGDA", "PROSHLOE", "ODINRAZ", "POLCENY"]) {
    const { status, json: { code, detail, errors } } = await driver.post(APPLY, { code: typed });
    answers.push(JSON.stringify({ status, code, detail, errors }));
  }
  assert.equal(new Set(answers).size, 1, answers.join("\n"));
  assert.equal(JSON.parse(answers[0]!).errors[0].field, "code");
});

Deno.test("after five wrong codes nobody tries a sixth for a while, at any door, and others may", async () => {
  await using product = await startProduct();
  await code(product, { code: "NEDELYA2026", type: "days", value: 7 });
  const driver = await product.signIn();
  for (let number = 1; number <= 5; number++) assert.equal((await wrongCode(driver, number)).status, 422);
  const sixth = await driver.post(APPLY, { code: "NEDELYA2026" });
  assert.deepEqual([sixth.status, sixth.json.code], [429, "rate_limited"]);
  const wait = Number(sixth.headers.get("retry-after"));
  assert.ok(wait > 500 && wait <= 600, String(wait));
  assert.match(sixth.json.detail, /через 10.минут/);
  const payment = { tariffId: "month", provider: "yookassa", promoCode: "NEDELYA2026" };
  assert.equal((await driver.post("/api/payments", payment)).status, 429);
  const visitor = await visit(product);
  assert.equal((await visitor.get("/subscription?promo=NEDELYA2026")).status, 429);
  const form = await visitor.submit("/subscription", { _action: "promo", code: "NEDELYA2026" });
  assert.equal(form.status, 429);
  assert.match(form.text, /Слишком много неверных промокодов/);
  const other = await product.signIn(OTHER_DRIVER);
  assert.equal((await other.post(APPLY, { code: "NEDELYA2026" })).status, 200);
});

Deno.test("guesses at the same moment count one by one", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const answers = await Promise.all(Array.from({ length: 12 }, (_, number) => wrongCode(driver, number)));
  const statuses = answers.map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 422).length, 5);
  assert.equal(statuses.filter((status) => status === 429).length, 7);
});

Deno.test("a code of thousands of characters is called too long, not missing", async () => {
  await using product = await startProduct();
  const { status, json } = await (await product.signIn()).post(APPLY, { code: "Я".repeat(5_000) });
  assert.deepEqual([status, json.errors], [422, [{ field: "code", message: "Слишком длинно." }]]);
});

Deno.test("right codes are no guesses", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  for (let number = 1; number <= 8; number++) {
    await code(product, { code: `DARIM${number}`, type: "days", value: 1 });
    assert.equal((await driver.post(APPLY, { code: `DARIM${number}` })).status, 200);
  }
});

Deno.test("the form on the page gives the days and says until when, without JavaScript", async () => {
  await using product = await startProduct();
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  await code(product, { code: "NEDELYA2026", type: "days", value: 7 });
  const visitor = await visit(product);
  const wrong = await visitor.submit("/subscription", { _action: "promo", code: "NIKOGDA" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /value="NIKOGDA"/);
  assert.match(wrong.text, /Промокод не подходит/);
  const given = await visitor.submit("/subscription", { _action: "promo", code: "nedelya 2026" });
  assert.equal(given.status, 303);
  const page = await visitor.get(given.location!.split("#")[0]!);
  assert.match(page.text, /Промокод принят: доступ до/);
  assert.match(page.text, /Осталось 7 дней/);
  assert.match(page.text, /Промокод NEDELYA2026/);
  await eventually(
    () => product.messages(DRIVER),
    (all) => all.some(({ text }) => /Вам добавили 7.дней/.test(text)),
  );
});

Deno.test("a code that makes prices smaller is typed once, shown with the tariffs, and paid with", async () => {
  await using shop = await startShop();
  const { product } = shop;
  await code(product, { code: "VESNA", type: "percent", value: 20, totalLimit: 1 });
  await code(product, { code: "STARYI", type: "percent", value: 20, validTo: "2021-01-01T00:00:00Z" });
  const visitor = await visit(product);
  const old = await visitor.submit("/subscription", { _action: "promo", code: "STARYI" });
  assert.deepEqual([old.status, /Промокод не подходит/.test(old.text)], [422, true]);
  const applied = await visitor.submit("/subscription", { _action: "promo", code: "vesna" });
  assert.equal(applied.location, "/subscription?promo=vesna#pay");
  const page = await visitor.get("/subscription?promo=vesna");
  assert.match(page.text, /499 ₽ 399,20 ₽/);
  assert.match(page.html, /name="promoCode" value="VESNA"/);
  const dashed = await visitor.get("/subscription?promo=ves-na");
  assert.deepEqual(dashed.text.match(/ромокодо?м? ves-?na/gi), ["ромокодом VESNA", "ромокод VESNA"]);
  const form = { _action: "pay", tariffId: "month", provider: "yookassa", promoCode: "vesna" };
  const begun = await visitor.submit("/subscription", form);
  assert.equal(begun.status, 303);
  const payment = await visitor.get(begun.location!);
  assert.match(payment.text, /399,20 ₽/);
  assert.match(payment.text, /Скидка 99,80 ₽, VESNA/);
  assert.doesNotMatch(
    (await (await visit(product, OTHER_DRIVER)).get("/subscription?promo=vesna")).text,
    /399,20/,
  );
});

Deno.test("a payment that cannot begin says why beside the form, with what was chosen", async () => {
  await using shop = await startShop({
    environment: { YOOKASSA_VAT_CODE: "1", YOOKASSA_PAYMENT_MODE: "full_payment" },
  });
  const visitor = await visit(shop.product);
  const form = { _action: "pay", tariffId: "year", provider: "yookassa" };
  const missing = await visitor.submit("/subscription", form);
  assert.equal(missing.status, 422);
  assert.match(missing.text, /Укажите почту или телефон: туда придёт чек/);
  assert.match(missing.html, /value="year"[^>]*checked|checked[^>]*value="year"/);
  const wrong = await visitor.submit("/subscription", { ...form, receiptContact: "ivan@" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /value="ivan@"/);
  assert.equal(
    (await visitor.submit("/subscription", { ...form, receiptContact: "ivan@example.ru" })).status,
    303,
  );
  assert.equal((await visitor.submit("/subscription", { _action: "other" })).status, 400);
});
