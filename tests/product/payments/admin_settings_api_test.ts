// The console's API about promo codes, settings, flags and the audit of all of it.
import assert from "node:assert/strict";
import { inboxStream } from "../../../domain/payments/observation/deliveries.ts";
import { findInText } from "../../support/needles.ts";
import { ADMIN, DRIVER, eventually, type Product, startProduct } from "../../support/product.ts";
import { BY, lines } from "./admin_money_support.ts";

const YEAR = { validFrom: "2026-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z" };

Deno.test("a promo code is made, seen with its uses, and switched off with a reason", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN), driver = await product.signIn(DRIVER);
  const form = { code: "vesna-2026", type: "days", value: 7, ...YEAR, totalLimit: 10 };
  const made = await admin.post("/api/admin/promo-codes", form);
  assert.deepEqual([made.status, made.json.code, made.json.perUserLimit], [201, "VESNA2026", 1]);
  const again = await admin.post("/api/admin/promo-codes", form);
  assert.deepEqual([again.status, again.json.code], [409, "promo_code_exists"]);
  assert.equal((await driver.post("/api/promo-codes/apply", { code: "VESNA 2026" })).status, 200);
  const { json: { redeemed, uses } } = await eventually(
    () => admin.get("/api/admin/promo-codes/VESNA2026"),
    ({ json }) => json.uses.length > 0,
  );
  assert.deepEqual([redeemed, uses[0].driverId, uses[0].status], [1, DRIVER, "redeemed"]);
  const off = await admin.post("/api/admin/promo-codes/VESNA2026/deactivate", {
    reason: "акция закончилась",
  });
  assert.deepEqual([off.status, off.json.active], [200, false]);
  assert.equal((await admin.post("/api/admin/promo-codes/VESNA2026/deactivate")).status, 200, "off already");
  const unknown = await admin.post("/api/admin/promo-codes/NOTHERE1/deactivate", { reason: "опечатка" });
  assert.equal(unknown.status, 404);
});

Deno.test("a code nobody names is made up; a wrong form is told field by field", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const made = await admin.post("/api/admin/promo-codes", { type: "fixed", value: 10_000, ...YEAR });
  assert.match(made.json.code, /^[2-9A-HJ-NP-Z]{10}$/);
  const { data, meta } = (await admin.get("/api/admin/promo-codes")).json;
  assert.deepEqual([data.length, data[0].code, meta.next], [1, made.json.code, null]);
  const wrong: [object, string][] = [
    [{ type: "percent", value: 101, ...YEAR }, "value"],
    [{ type: "percent", value: 10, validFrom: YEAR.validTo, validTo: YEAR.validFrom }, "validTo"],
    [{ type: "percent", value: 10, ...YEAR, code: "ВЕСНА" }, "code"],
    [{ type: "percent", value: 10, ...YEAR, totalLimit: 0 }, "totalLimit"],
  ];
  for (const [form, field] of wrong) {
    const { status, json } = await admin.post("/api/admin/promo-codes", form);
    assert.deepEqual([status, json.errors[0].field], [422, field]);
  }
});

Deno.test("a flag is turned on for everybody at once, and who did it is known", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN), driver = await product.signIn(DRIVER);
  assert.deepEqual((await admin.get("/api/admin/flags/paywall_respond")).json, {
    key: "paywall_respond",
    enabled: false,
  });
  const put = (body: object) => admin.call("PUT", "/api/admin/flags/paywall_respond", body);
  const { status, json } = await put({ enabled: true, reason: "начинаем продавать" });
  assert.deepEqual([status, json.enabled, json.changedBy], [200, true, `staff:${ADMIN}`]);
  const respond = { phone: "+7 912 345-67-89", name: "Иван" };
  assert.equal((await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, respond)).status, 402);
  await put({ enabled: true });
  const changes = (await admin.get("/api/admin/events?stream=flag-paywall_respond")).json.data;
  assert.equal(changes.length, 1, "the same again is no change");
  assert.equal((await put({ enabled: "yes" })).json.errors[0].field, "enabled");
  assert.equal((await admin.call("PUT", "/api/admin/flags/nothing", { enabled: true })).status, 404);
  assert.equal((await admin.get("/api/admin/flags")).json.data.length, 3);
});

Deno.test("a setting is changed and held to its rules", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const put = (key: string, value: unknown, reason: string | undefined = "просили водители") =>
    admin.call("PUT", `/api/admin/settings/${key}`, { value, ...(reason && { reason }) });
  const silent = await put("grace_days", 3, "");
  assert.deepEqual(
    [silent.status, silent.json.value],
    [200, 3],
    "a script need not say why; the console's form asks",
  );
  const { status, json: { errors: [wrong] } } = await put("grace_days", 31);
  assert.deepEqual([status, wrong.field, wrong.message], [422, "value", "Нужно целое число дней от 0 до 30"]);
  const trial = await put("trial_days", 366);
  assert.equal(trial.json.errors[0].message, "Нужно целое число дней от 0 до 365");
  const { value: tariffs } = (await admin.get("/api/admin/settings/tariffs")).json;
  const dearer = tariffs.map((tariff: object) => ({ ...tariff, price: { minor: 59_900, currency: "RUB" } }));
  assert.deepEqual((await put("tariffs", dearer)).json.value[0].price.minor, 59_900);
  const broken = await put("tariffs", [{ ...tariffs[0], price: { minor: 1, currency: "RUB" } }]);
  assert.deepEqual([broken.status, broken.json.errors[0].field], [422, "value.0.price"]);
  assert.equal((await put("nothing", 1)).status, 404);
  assert.ok((await admin.get("/api/admin/settings")).json.data.length >= 9);
});

Deno.test("a secret goes in and never comes out: not in an answer, an event, the audit, a log line or the store", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  const value = "test_9f3kQz-never-to-be-seen";
  const body = { value, reason: "новый магазин" };
  const put = await admin.call("PUT", "/api/admin/settings/yookassa_secret_key", body);
  assert.deepEqual([put.status, put.json.secret, typeof put.json.fingerprint], [200, true, "string"]);
  const answers = [put.text];
  for (const path of ["settings", "settings/yookassa_secret_key", "audit", "events"]) {
    answers.push((await admin.get(`/api/admin/${path}`)).text);
  }
  answers.push((await admin.get("/admin/settings")).text, product.logs.join("\n"));
  for await (const { key, value } of product.world.kv.list({ prefix: [] })) {
    answers.push(JSON.stringify([key, value instanceof Uint8Array ? value.toBase64() : value]));
    if (value instanceof Uint8Array) answers.push(new TextDecoder().decode(value));
  }
  const needle = [{ name: "secret", value }];
  assert.deepEqual(answers.flatMap((answer) => findInText(answer, needle)), []);
});

Deno.test("a secret weaker than the environment would take is refused, with what is asked of it", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  for (
    const [key, value, asked] of [
      ["yookassa_webhook_token", "12345678", /^Токен: от 32/],
      ["yookassa_secret_key", "test_ключ-ключ", /латинских/],
      ["stripe_secret_key", "sk_live", /sk_live_/],
      ["stripe_webhook_secret", "12345678", /whsec_/],
    ] as const
  ) {
    const { status, json } = await admin.call("PUT", `/api/admin/settings/${key}`, {
      value,
      reason: "смена",
    });
    assert.deepEqual([status, json.errors[0].field], [422, "value"], key);
    assert.match(json.errors[0].message, asked);
  }
  assert.deepEqual(await product.app.settings.changes(), []);
});

Deno.test("the audit tells who did what and why, and what reached us, by conditions and page by page", async () => {
  await using product = await startProduct();
  const admin = await product.signIn(ADMIN);
  await admin.call("PUT", "/api/admin/flags/paywall_respond", {
    enabled: true,
    reason: "начинаем продавать",
  });
  await delivered(product, "bad_token");
  await admin.call("PUT", "/api/admin/settings/grace_days", { value: 2, reason: "=cmd просили водители" });
  const audit = async (query: string) => (await admin.get(`/api/admin/audit?${query}`)).json;
  const types = async (query: string) => (await audit(query)).data.map(({ type }: { type: string }) => type);
  const [changed, judged, flicked] = ["SettingChanged", "ProviderNotificationJudged", "FlagChanged"];
  assert.deepEqual(await types(""), [changed, judged, flicked]);
  assert.deepEqual(await types("kind=action"), [changed, flicked]);
  assert.deepEqual(await types("kind=delivery"), [judged]);
  assert.deepEqual(await types("verdict=bad_token"), [judged]);
  assert.deepEqual(await types(`actor=staff:${ADMIN}&type=FlagChanged`), [flicked]);
  assert.deepEqual(await types("stream=setting-grace_days"), [changed]);
  assert.deepEqual(await types("from=2099-01-01"), []);
  const first = await audit("limit=2");
  assert.deepEqual(
    (await audit(`limit=2&before=${first.next}`)).data.map(({ type }: { type: string }) => type),
    [flicked],
  );
  assert.equal((await audit(`before=${first.next}`)).data[0].reason, "начинаем продавать");
  assert.equal((await admin.get("/api/admin/audit?kind=all")).status, 400);
  const csv = await admin.get("/api/admin/audit?format=csv");
  assert.match(csv.text, /,'=cmd просили водители,/);
  const told = await lines(admin, "/api/admin/audit?format=ndjson&kind=action");
  assert.deepEqual(told.map(({ type }) => type), [changed, flicked]);
});

async function delivered({ world }: Product, verdict: string): Promise<void> {
  const receivedAt = new Date().toISOString();
  const data = { deliveryId: "d1", provider: "yookassa", channel: "webhook", receivedAt, verdict };
  await world.log.append({
    streams: [{
      streamId: inboxStream(data),
      expectedVersion: "any",
      events: [{ type: "ProviderNotificationJudged", data }],
    }],
    meta: { at: receivedAt, actor: BY.actor, correlationId: "test" },
  });
}
