// The console's pages about money without JavaScript: plain forms, a reason with every deed, errors beside their fields.
import assert from "node:assert/strict";
import { visit } from "../../routes/driver/support.ts";
import { ADMIN, DRIVER, startProduct } from "../../support/product.ts";
import { idOf, observed, paid, refunded, requested } from "./admin_money_support.ts";

const PAGES = [
  ...["payments", "payments/days", "payments/deliveries", "payments/sweeps", "subscriptions", "promo-codes"],
  ...["settings", "settings/tariffs", "flags", "audit"],
];

Deno.test("the pages about money are there for administrators only, and without any money", async () => {
  await using product = await startProduct();
  const admin = await visit(product, ADMIN), driver = await visit(product);
  for (const path of PAGES) {
    const page = await admin.get(`/admin/${path}`);
    assert.equal(page.status, 200, path);
    assert.match(page.html, /<h1>/, path);
    assert.equal((await driver.get(`/admin/${path}`)).status, 404, path);
  }
  assert.equal((await driver.submit("/admin/flags", { key: "paywall_respond" })).status, 404);
});

Deno.test("payments are searched by form, and a wrong field says so beside itself", async () => {
  await using product = await startProduct();
  const admin = await visit(product, ADMIN);
  await paid(product, { paymentId: idOf("a") });
  await requested(product, { paymentId: idOf("old", 40), daysAgo: 40 });
  const rows = (html: string) => [...html.matchAll(/data-payment="/g)].length;
  assert.equal(rows((await admin.get("/admin/payments")).html), 2);
  const found = await admin.get(`/admin/payments?status=succeeded&driver=${DRIVER}&amount_min=499`);
  assert.equal(rows(found.html), 1);
  assert.match(found.text, /Пришло 499 ₽/);
  const today = new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);
  assert.equal(rows((await admin.get(`/admin/payments?from=${today}&to=${today}`)).html), 1);
  const wrong = await admin.get("/admin/payments?amount_min=много");
  assert.equal(wrong.status, 400);
  assert.match(wrong.html, /id="amount_min-error"[^>]*>Нужна сумма, например 499 или 499,50/);
  assert.equal(rows(wrong.html), 0);
});

Deno.test("a refund shows what it will do, then does exactly that, once however often it is pressed", async () => {
  await using product = await startProduct();
  const admin = await visit(product, ADMIN);
  await visit(product, DRIVER);
  const [first, second] = [idOf("a", 10), idOf("b", 5)];
  await paid(product, { paymentId: first, daysAgo: 10 });
  await paid(product, { paymentId: second, daysAgo: 5 });
  const page = await admin.get(`/admin/payments/${first}/refund`);
  const key = /name="key" value="([^"]+)"/.exec(page.html)![1]!;
  const form = { amount: "499", reason: "просил водитель", key };
  const silent = await admin.submit(`/admin/payments/${first}/refund`, { ...form, reason: "" });
  assert.equal(silent.status, 422);
  assert.match(silent.html, /id="reason-error"/);
  const preview = await admin.submit(`/admin/payments/${first}/refund`, form);
  const after = /data-after="([^"]+)"/.exec(preview.html)![1];
  for (let press = 0; press < 2; press++) {
    const done = await admin.submit(`/admin/payments/${first}/refund`, { ...form, step: "confirm" });
    assert.deepEqual([done.status, done.location], [303, `/admin/payments/${first}?done=refund`]);
  }
  const payment = await product.app.payments.find(first);
  assert.equal(payment!.state.status !== "none" && Object.keys(payment!.state.refunds).length, 1);
  await refunded(product, first);
  const by = { actor: { kind: "system" }, correlationId: "test" } as const;
  const revoked = { driverId: DRIVER, grantId: first, cause: "refund", causeId: "test" } as const;
  await product.app.subscriptions.revoke(revoked, by);
  const { now } = await product.app.subscriptions.of(DRIVER);
  assert.equal("expiresAt" in now && now.expiresAt, after);
  const tooMuch = await admin.submit(`/admin/payments/${second}/refund`, { ...form, amount: "500" });
  assert.equal(tooMuch.status, 422);
  assert.match(tooMuch.html, /id="amount-error"/);
  assert.match(tooMuch.text, /не больше, чем осталось/);
});

Deno.test("a mismatch is decided on the payment's page, a dispute opened and settled", async () => {
  await using product = await startProduct();
  const admin = await visit(product, ADMIN);
  const paymentId = idOf("a");
  await requested(product, { paymentId });
  await observed(product, { paymentId }, { amount: { minor: 49_899, currency: "RUB" } });
  const path = `/admin/payments/${paymentId}`;
  assert.match((await admin.get(path)).text, /другая сумма/);
  const decision = {
    providerPaymentId: `theirs-${paymentId}`,
    decision: "accepted",
    reason: "копейка банка",
  };
  assert.equal((await admin.submit(`${path}/resolve-mismatch`, decision)).status, 303);
  assert.match((await admin.get(path)).html, /data-status="succeeded"/);
  const dispute = { disputeId: "chb/1", openedAt: "2026-11-20T10:00", reason: "письмо банка" };
  assert.equal((await admin.submit(`${path}/dispute`, dispute)).status, 303);
  assert.match((await admin.get(path)).html, /data-dispute="open"/);
  const settled = await admin.submit(`${path}/dispute/chb%2F1/settlement`, {
    outcome: "lost",
    reason: "банк вернул деньги",
  });
  assert.equal(settled.status, 303);
  assert.match((await admin.get(path)).html, /data-dispute="lost"/);
  assert.equal((await admin.get("/admin/payments/nothing")).status, 404);
});

Deno.test("days are given from the subscription's page, which tells why access lasts", async () => {
  await using product = await startProduct();
  const admin = await visit(product, ADMIN);
  await visit(product, DRIVER);
  const path = `/admin/subscriptions/${DRIVER}`;
  assert.match((await admin.get(path)).text, /Ни одного начисления нет/);
  const wrong = await admin.submit(path, { days: "five", reason: "простой", key: "k" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.html, /id="days-error"[^>]*>Нужно целое число дней/);
  assert.match(wrong.html, /value="five"/);
  for (let press = 0; press < 2; press++) {
    const given = await admin.submit(path, { days: "5", reason: "простой", key: "k" });
    assert.deepEqual([given.status, given.location], [303, `${path}?done=days`]);
  }
  const page = await admin.get(path);
  assert.match(page.text, /от сотрудника 5 /);
  assert.equal([...page.html.matchAll(/data-grant="/g)].length, 1);
  assert.match(
    (await admin.get("/admin/subscriptions?status=active")).html,
    new RegExp(`data-subscription="${DRIVER}"`),
  );
  assert.equal((await admin.get(`/admin/subscriptions?driver=${DRIVER}`)).location, path);
});

Deno.test("a promo code is made by form in roubles and Moscow time, and switched off", async () => {
  await using product = await startProduct();
  const admin = await visit(product, ADMIN);
  const form = {
    type: "fixed",
    value: "150,50",
    code: "osen2026",
    validFrom: "2026-11-01T00:00",
    validTo: "2099-01-01T00:00",
  };
  const made = await admin.submit("/admin/promo-codes", { ...form, perUserLimit: "1" });
  assert.deepEqual([made.status, made.location], [303, "/admin/promo-codes/OSEN2026?done=created"]);
  const { value, validFrom } = (await product.app.promoCodes.find("OSEN2026"))!;
  assert.deepEqual([value, validFrom], [15_050, "2026-10-31T21:00:00.000Z"]);
  const twice = await admin.submit("/admin/promo-codes", { ...form, perUserLimit: "1" });
  assert.equal(twice.status, 409);
  const wrong = await admin.submit("/admin/promo-codes", { ...form, value: "" });
  assert.match(wrong.html, /id="value-error"[^>]*>От 1: процентов — до 100/);
  assert.equal(
    (await admin.submit("/admin/promo-codes/OSEN2026", { reason: "акция закончилась" })).status,
    303,
  );
  assert.match((await admin.get("/admin/promo-codes/OSEN2026")).html, /data-status="inactive"/);
});

Deno.test("settings, tariffs, secrets and flags are changed by form, with a reason or not at all", async () => {
  await using product = await startProduct();
  const admin = await visit(product, ADMIN);
  const set = (fields: Record<string, string>) => admin.submit("/admin/settings", fields);
  assert.equal((await set({ key: "grace_days", value: "3", reason: "просили водители" })).status, 303);
  assert.equal((await product.app.settings.values()).grace_days, 3);
  assert.equal((await set({ key: "grace_days", value: "4" })).status, 422);
  const secret = { key: "stripe_secret_key", value: "sk_live_do_not_show", reason: "новый ключ" };
  assert.equal((await set(secret)).status, 303);
  const page = await admin.get("/admin/settings");
  assert.ok(!page.html.includes(secret.value));
  assert.match(page.text, /задан, отпечаток/);
  const short = await set({ ...secret, value: "short" });
  assert.equal(short.status, 422);
  assert.ok(!short.html.includes('value="short"'), "a secret is not shown again even when it is wrong");

  const rows = { id: "week", name: "Неделя", days: "7", price: "199", starsPrice: "" };
  const tariffs = await admin.submit("/admin/settings/tariffs", { ...rows, reason: "короткий тариф" });
  assert.equal(tariffs.status, 303);
  assert.deepEqual(await product.app.settings.tariffs(), [
    { id: "week", name: "Неделя", days: 7, price: { minor: 19_900, currency: "RUB" } },
  ]);
  const broken = await admin.submit("/admin/settings/tariffs", { ...rows, price: "0", reason: "ошибка" });
  assert.equal(broken.status, 422);
  assert.match(broken.html, /id="price-0-error"/);

  const flick = (fields: Record<string, string>) => admin.submit("/admin/flags", fields);
  assert.equal((await flick({ key: "paywall_contacts", enabled: "true" })).status, 422);
  assert.equal((await flick({ key: "paywall_contacts", enabled: "true", reason: "проба" })).status, 303);
  assert.match((await admin.get("/admin/flags")).html, /data-flag="paywall_contacts" data-enabled="true"/);
  const audit = await admin.get("/admin/audit?type=FlagChanged");
  assert.match(audit.text, /проба/);
  assert.match(audit.html, /href="\/api\/admin\/audit\?type=FlagChanged&(amp;)?format=csv"/);
});
