// Who may answer loads and see contacts: one decision for page, API and bot (contract 5.3).
import assert from "node:assert/strict";
import type { Flag } from "../../../domain/settings/mod.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { visit } from "../../routes/driver/support.ts";
import { caughtUp } from "../../support/caught_up.ts";
import {
  type ApiClient,
  DISPATCH_CHAT,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  type Product,
  startProduct,
} from "../../support/product.ts";

const SECRET = "a-secret-of-the-webhook";
const FORM = { phone: "+7 912 345-67-89", name: "Иван" };
const by = { actor: SYSTEM, correlationId: "test" };
const turn = ({ app }: Product, key: Flag, enabled: boolean) => app.settings.changeFlag(key, { enabled }, by);
const give = ({ app }: Product, driverId: number, days = 30) =>
  app.subscriptions.grantDays({ driverId, grantId: `gift-${driverId}`, days, reason: "проверка" }, by);

Deno.test("with the paywall down everybody answers loads, and nobody is asked for a subscription", async () => {
  await using product = await startProduct();
  const driver = await product.signIn();
  const me = await driver.get("/api/me");
  assert.deepEqual(me.json.subscription, { status: "none" });
  assert.deepEqual(me.json.flags, {
    payments_enabled: false,
    paywall_respond: false,
    paywall_contacts: false,
  });
  const cargo = await driver.anyCargo();
  assert.equal((await driver.post(`/api/cargos/${cargo}/responses`, FORM)).status, 201);
  const page = await (await visit(product)).get("/subscription");
  assert.match(page.text, /Сейчас всё бесплатно/);
  assert.doesNotMatch(page.html, /data-form="pay"/);
});

Deno.test("with the paywall up answering needs a subscription at every door, and says where to get one", async (t) => {
  await using product = await startProduct({ TELEGRAM_MODE: "webhook", TELEGRAM_WEBHOOK_SECRET: SECRET });
  await turn(product, "paywall_respond", true);
  const driver = await product.signIn();
  const cargo = await driver.anyCargo();

  await t.step("the API refuses, and keeps nothing", async () => {
    const refused = await driver.post(`/api/cargos/${cargo}/responses`, FORM);
    assert.equal(refused.status, 402);
    assert.equal(refused.json.code, "subscription_required");
    assert.equal(refused.json.where, "/subscription");
    assert.equal((await driver.post("/telegram/responses", { cargo_id: cargo, ...FORM })).status, 402);
    assert.deepEqual((await driver.get("/api/responses")).json.data, []);
  });

  await t.step(
    "the page shows the way to the tariffs instead of the form, and a form posted anyway is refused",
    async () => {
      const visitor = await visit(product);
      const page = await visitor.get(`/cargos/${cargo}`);
      assert.match(page.html, /data-paywall="respond"/);
      assert.match(page.html, /href="\/subscription"/);
      assert.doesNotMatch(page.html, /data-form="respond"/);
      assert.equal((await visitor.submit(`/cargos/${cargo}`, FORM)).status, 402);
    },
  );

  await t.step("one tap in the chat is answered with the way to the tariffs", async () => {
    const tapper = await product.signIn(OTHER_DRIVER);
    await turn(product, "paywall_respond", false);
    const [other] = (await tapper.get("/api/cargos?mode=all&limit=2&offset=1")).json.data;
    assert.equal((await tapper.post(`/api/cargos/${other.id}/responses`, FORM)).status, 201);
    await turn(product, "paywall_respond", true);
    await press(product, `respond:${cargo}`);
    const told = await eventually(
      () => product.messages(OTHER_DRIVER),
      (all) => all.some(({ text }) => text.includes("нужна подписка")),
    );
    assert.equal(told.filter(({ text }) => text.includes("нужна подписка")).length, 1);
    assert.equal((await tapper.get("/api/responses")).json.data.length, 1);
  });

  await t.step("a subscription opens it", async () => {
    const again = await product.signIn();
    await give(product, DRIVER);
    assert.equal((await again.get("/api/me")).json.subscription.status, "active");
    assert.equal((await again.post(`/api/cargos/${cargo}/responses`, FORM)).status, 201);
    await eventually(() => product.messages(DISPATCH_CHAT), (all) => all.length >= 2);
  });

  await t.step("what was answered before stays in sight when the subscription is over", async () => {
    const again = await product.signIn();
    await product.app.subscriptions.revoke(
      { driverId: DRIVER, grantId: `gift-${DRIVER}`, cause: "staff", causeId: "test" },
      by,
    );
    assert.equal((await again.post(`/api/cargos/${cargo}/responses`, FORM)).status, 200);
    assert.match((await (await visit(product)).get(`/cargos/${cargo}`)).text, /Ваш отклик/);
  });
});

Deno.test("contacts are closed on the page, in the API and in the chat alike, and open with a subscription", async () => {
  await using product = await startProduct();
  const before = await product.signIn();
  const cargo = await cargoWithPhone(before);
  const { contacts } = (await before.get(`/api/cargos/${cargo}`)).json.data;
  await turn(product, "paywall_contacts", true);

  const visitor = await visit(product);
  const closed = await visitor.get(`/cargos/${cargo}`);
  assert.match(closed.html, /data-paywall="contacts"/);
  assert.doesNotMatch(closed.html, /href="tel:/);
  assert.equal((await visitor.submit(`/cargos/${cargo}`, { _action: "contacts" })).status, 402);
  const driver = await product.signIn();
  const hidden = await driver.get(`/api/cargos/${cargo}`);
  assert.deepEqual(hidden.json.data.contacts, []);
  assert.equal(hidden.json.meta.contactsHidden, true);
  assert.ok(!hidden.text.includes(contacts[0].phone));

  await give(product, DRIVER);
  await caughtUp(product.world);
  const open = await driver.get(`/api/cargos/${cargo}`);
  assert.deepEqual(open.json.data.contacts, contacts);
  assert.equal(open.json.meta.contactsHidden, undefined);
  assert.match((await (await visit(product)).get(`/cargos/${cargo}`)).html, /href="tel:/);
});

Deno.test("payments that are switched off lock nobody out who has access", async () => {
  await using product = await startProduct();
  await turn(product, "paywall_respond", true);
  const driver = await product.signIn();
  await give(product, DRIVER);
  await turn(product, "payments_enabled", false);
  const cargo = await driver.anyCargo();
  assert.equal((await driver.post(`/api/cargos/${cargo}/responses`, FORM)).status, 201);
});

Deno.test("the first sign-in begins the trial, once, and the bot tells of it", async () => {
  await using product = await startProduct({ TRIAL_DAYS: "7" });
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/start" } });
  await turn(product, "paywall_respond", true);
  const driver = await product.signIn();
  const { subscription } = (await driver.get("/api/me")).json;
  assert.equal(subscription.status, "trial");
  const left = Date.parse(subscription.expiresAt) - Date.now();
  assert.ok(Math.abs(left - 7 * 86_400_000) < 60_000, String(left));
  assert.equal((await driver.post(`/api/cargos/${await driver.anyCargo()}/responses`, FORM)).status, 201);
  assert.match((await (await visit(product)).get("/subscription")).text, /Пробный период до/);

  const again = await product.signIn();
  assert.equal((await again.get("/api/me")).json.subscription.expiresAt, subscription.expiresAt);
  const told = await eventually(
    () => product.messages(DRIVER),
    (all) => all.some(({ text }) => text.includes("Пробный период начался")),
  );
  assert.equal(told.filter(({ text }) => text.includes("Пробный период")).length, 1);
});

Deno.test("a driver who was forgotten and comes back has had the trial", async () => {
  await using product = await startProduct({ TRIAL_DAYS: "7" });
  const driver = await product.signIn();
  await product.app.subscriptions.revoke({
    driverId: DRIVER,
    grantId: "trial",
    cause: "staff",
    causeId: "test",
  }, by);
  assert.equal((await driver.call("DELETE", "/api/me")).status, 204);
  const back = await product.signIn();
  assert.equal((await back.get("/api/me")).json.subscription.status, "none");
});

/** The other driver presses a button under a load in the chat. */
async function press({ baseUrl }: Product, data: string): Promise<void> {
  const chat = { id: OTHER_DRIVER, type: "private", first_name: "Пётр" };
  const from = { id: OTHER_DRIVER, is_bot: false, first_name: "Пётр" };
  const callback_query = {
    id: "1",
    from,
    chat_instance: "1",
    data,
    message: { message_id: 1, date: 0, chat },
  };
  const response = await fetch(`${baseUrl}/webhooks/telegram`, {
    method: "POST",
    headers: { "x-telegram-bot-api-secret-token": SECRET },
    body: JSON.stringify({ update_id: 1, callback_query }),
  });
  assert.equal(response.status, 200, await response.text());
}

async function cargoWithPhone(driver: ApiClient): Promise<string> {
  const { data } = (await driver.get("/api/cargos?mode=all&limit=20")).json;
  for (const { id } of data) {
    const { contacts } = (await driver.get(`/api/cargos/${id}`)).json.data;
    if (contacts[0]?.phone) return id;
  }
  throw new Error("No load has a phone");
}
