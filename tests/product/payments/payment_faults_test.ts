// Rows of the fault table from the notification at the door to what driver and staff are shown; numbers are the rows.
import assert from "node:assert/strict";
import { PromoForm } from "../../../domain/promo_codes/mod.ts";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { visit, type Visitor } from "../../routes/driver/support.ts";
import { ADMIN, type ApiClient, DRIVER, eventually, OTHER_DRIVER } from "../../support/product.ts";
import { type PaidProduct, startShop } from "../../support/shop.ts";

const HOUR = 3_600_000;
const by = { actor: SYSTEM, correlationId: "test" };
const SILENT = { yookassa: { notifications: { drop: true } } };
type Json = ReturnType<typeof JSON.parse>;

/** A payment that can be paid, and the provider's id of it. */
async function payable(shop: PaidProduct, client: ApiClient, order: object = {}) {
  const body = { tariffId: "month", provider: "yookassa", ...order };
  const { paymentId } = (await client.post("/api/payments", body)).json;
  const { providerPaymentId } = await shop.until(paymentId, ({ status }) => status === "pending");
  return { paymentId: paymentId as string, id: providerPaymentId! };
}

async function paid(shop: PaidProduct, client: ApiClient, order: object = {}) {
  const payment = await payable(shop, client, order);
  await shop.control({ payment: { id: payment.id, action: "pay" } });
  await tell(shop, payment.id, "succeeded");
  await shop.until(payment.paymentId, ({ status }) => status === "succeeded");
  await eventually(() => client.get("/api/me"), ({ json }) => json.subscription.status === "active");
  return payment;
}

/** A notification as it comes over the wire; what it claims is only a hint. */
async function tell(shop: PaidProduct, id: string, claim: string): Promise<number> {
  const response = await shop.notify({
    type: "notification",
    event: `payment.${claim}`,
    object: { id, status: claim, paid: claim !== "canceled", amount: { value: "499.00", currency: "RUB" } },
  });
  await response.body?.cancel();
  return response.status;
}

/** The payment as the console's API has it, once every notification so far has its verdict. */
async function inConsole(
  { product }: PaidProduct,
  paymentId: string,
  deliveries: number,
  admin: Promise<Visitor> = visit(product, ADMIN),
): Promise<Json> {
  return await eventually(
    async () => JSON.parse((await (await admin).get(`/api/admin/payments/${paymentId}`)).html),
    ({ timeline }) => {
      const heard = timeline.filter(({ kind, data }: Json) =>
        kind === "delivery" && data.channel === "webhook"
      );
      return heard.length === deliveries && heard.every(({ what }: Json) => what !== "waiting");
    },
  );
}

const verdicts = (story: Json): string[] =>
  story.timeline.filter(({ kind, data }: Json) => kind === "delivery" && data.channel === "webhook")
    .map(({ what }: Json) => what);
const events = (story: Json): string[] =>
  story.timeline.filter(({ kind }: Json) => kind === "event").map(({ what }: Json) => what);
const grants = (story: Json): string[] =>
  story.timeline.filter(({ kind }: Json) => kind === "access").map(({ what }: Json) => what);

Deno.test("fault 1: one notification a hundred times at once: 200 each, one success, one grant, the rest known as duplicates", async () => {
  await using shop = await startShop(SILENT);
  const client = await shop.product.signIn();
  const { paymentId, id } = await payable(shop, client);
  await shop.control({ payment: { id, action: "pay" } });
  const answers = await Promise.all(Array.from({ length: 100 }, () => tell(shop, id, "succeeded")));
  assert.deepEqual(answers, Array(100).fill(200));
  const story = await inConsole(shop, paymentId, 100);
  assert.deepEqual(
    [verdicts(story).filter((one) => one === "accepted").length, new Set(verdicts(story))],
    [1, new Set(["accepted", "duplicate"])],
  );
  assert.equal(events(story).filter((type) => type === "PaymentSucceeded").length, 1);
  const granted = await eventually(
    () => inConsole(shop, paymentId, 100),
    (seen) => grants(seen).length > 0,
  );
  assert.deepEqual(grants(granted), ["PeriodGranted"]);
  const { json } = await client.get("/api/subscription");
  assert.deepEqual([json.status, json.periods.length, json.periods[0].days], ["active", 1, 30]);
});

Deno.test("fault 15: money held, told after the success, changes nothing; nor does a provider that says so itself", async () => {
  await using shop = await startShop(SILENT);
  const client = await shop.product.signIn();
  const { paymentId, id } = await paid(shop, client);
  const until = (await client.get("/api/me")).json.subscription.expiresAt;
  // The notification is late, the payment itself is paid.
  assert.equal(await tell(shop, id, "waiting_for_capture"), 200);
  const late = await inConsole(shop, paymentId, 2);
  assert.deepEqual(verdicts(late), ["accepted", "duplicate"]);
  // A copy of the provider's books that lags behind.
  await shop.control({ pretend: { id, fields: { status: "waiting_for_capture" } } });
  assert.equal(await tell(shop, id, "waiting_for_capture"), 200);
  const lagging = await inConsole(shop, paymentId, 3);
  assert.deepEqual(verdicts(lagging).at(-1), "ignored");
  assert.deepEqual([events(lagging).at(-1), lagging.status], ["ProviderFactIgnored", "succeeded"]);
  assert.deepEqual([lagging.attention, lagging.anomalies], [false, []]);
  assert.equal((await client.get("/api/me")).json.subscription.expiresAt, until);
});

Deno.test("fault 16: a cancellation told after the success changes nothing; when the provider itself says so, a person is shown it", async () => {
  await using shop = await startShop(SILENT);
  const client = await shop.product.signIn();
  const { paymentId, id } = await paid(shop, client);
  assert.equal(await tell(shop, id, "canceled"), 200);
  const believed = await inConsole(shop, paymentId, 2);
  assert.deepEqual([verdicts(believed), believed.attention], [["accepted", "duplicate"], false]);
  await shop.control({ pretend: { id, fields: { status: "canceled", paid: false } } });
  assert.equal(await tell(shop, id, "canceled"), 200);
  const odd = await inConsole(shop, paymentId, 3);
  assert.deepEqual([odd.status, odd.anomalies, odd.attention], [
    "succeeded",
    ["canceled_after_success"],
    true,
  ]);
  assert.equal((await client.get("/api/me")).json.subscription.status, "active");
  assert.equal((await client.get(`/api/payments/${paymentId}`)).json.status, "succeeded");
});

Deno.test("fault 17: money that comes after the payment had run out is honoured, with its promo code over the limit, and flagged", async () => {
  await using shop = await startShop(SILENT);
  const { product } = shop;
  const validity = { validFrom: "2020-01-01T00:00:00Z", validTo: "2099-01-01T00:00:00Z", totalLimit: 1 };
  const form = PromoForm.parse({ ...validity, code: "ODINRAZ", type: "percent", value: 50 });
  await product.app.promoCodes.create(form, by);
  // Everybody is there from the beginning: what Telegram signs is good for minutes.
  const [client, other] = [await product.signIn(), await product.signIn(OTHER_DRIVER)];
  const admin = Promise.resolve(await visit(product, ADMIN));
  const { paymentId, id } = await payable(shop, client, { promoCode: "ODINRAZ" });
  await shop.control({ fault: { method: "GET", path: "/v3/payments", status: 500 } });
  shop.pass(HOUR + 60_000);
  await shop.until(paymentId, ({ status }) => status === "expired");
  await shop.control({ clearFaults: true });
  // The only place of the code goes to somebody else.
  await eventually(
    () => product.app.promoCodes.find("ODINRAZ"),
    (code) => code?.released === 1,
  );
  await paid(shop, other, { promoCode: "ODINRAZ" });

  const captured_at = new Date(shop.yookassa.shop.now()).toISOString();
  await shop.control({ pretend: { id, fields: { status: "succeeded", paid: true, captured_at } } });
  assert.equal(await tell(shop, id, "succeeded"), 200);
  const story = await eventually(
    () => inConsole(shop, paymentId, 1, admin),
    ({ anomalies }) => anomalies.length === 2,
  );
  assert.deepEqual([story.status, story.attention], ["succeeded", true]);
  assert.deepEqual(story.anomalies, ["after_expiry", "promo_over_limit"]);
  assert.deepEqual(story.received, { minor: 24_950, currency: "RUB" });
  const me = await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
  assert.equal("expiresAt" in me && Date.parse(me.expiresAt) - Date.parse(captured_at), 30 * 24 * HOUR);
  const code = await eventually(
    () => product.app.promoCodes.find("ODINRAZ"),
    (row) => row?.redeemed === 2,
  );
  assert.equal(code!.overLimit, 1);
});

Deno.test("fault 17: money that comes after the provider had canceled is honoured and flagged", async () => {
  await using shop = await startShop(SILENT);
  const client = await shop.product.signIn();
  const { paymentId, id } = await payable(shop, client);
  await shop.control({ payment: { id, action: "decline", reason: "insufficient_funds" } });
  await tell(shop, id, "canceled");
  await shop.until(paymentId, ({ status }) => status === "canceled");
  const captured_at = new Date(shop.yookassa.shop.now()).toISOString();
  await shop.control({ pretend: { id, fields: { status: "succeeded", paid: true, captured_at } } });
  assert.equal(await tell(shop, id, "succeeded"), 200);
  const story = await inConsole(shop, paymentId, 2);
  assert.deepEqual([story.status, story.anomalies, story.attention], ["succeeded", ["after_cancel"], true]);
  await eventually(() => shop.subscriptions.statusOf(DRIVER), ({ status }) => status === "active");
});

Deno.test("fault 60: the tax office refuses the receipt: access stays, the driver sees nothing of it, the accountant is called", async () => {
  const receipts = { YOOKASSA_VAT_CODE: "1", YOOKASSA_PAYMENT_MODE: "full_payment" };
  await using shop = await startShop({ ...SILENT, environment: receipts });
  const client = await shop.product.signIn();
  const { paymentId, id } = await paid(shop, client, { receiptContact: "ivan@example.ru" });
  // Receipts are registered after the payment, if they are.
  await shop.control({ pretend: { id, fields: { receipt_registration: "canceled" } } });
  assert.equal(await tell(shop, id, "succeeded"), 200);
  const story = await inConsole(shop, paymentId, 2);
  assert.deepEqual([story.status, story.anomalies, story.attention], [
    "succeeded",
    ["receipt_refused"],
    true,
  ]);
  await shop.product.logged("a tax receipt was refused");
  assert.equal((await client.get("/api/me")).json.subscription.status, "active");
  const driver = await visit(shop.product);
  const page = await driver.get(`/payments/${paymentId}`);
  assert.match(page.text, /Оплата прошла .*Доступ открыт до/);
});
