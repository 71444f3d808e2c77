// A subscription in Stars that renews itself, is stopped, resumed or cannot be charged: what Telegram tells reaches its
// driver and the staff.
import assert from "node:assert/strict";
import { visit } from "../../routes/driver/support.ts";
import {
  ADMIN,
  DRIVER,
  eventually,
  OTHER_DRIVER,
  type Product,
  startProduct,
} from "../../support/product.ts";
import { order, pay, paymentOf, periods, STARS } from "./stars_shop.ts";

const RENEWING = { ...STARS, STARS_RENEWAL: "on" };

/** A month that renews itself, paid for and given. */
async function subscribed(product: Product) {
  const { paymentId, link } = await order(product);
  const { chargeId } = await pay(product, link);
  await eventually(() => product.app.subscriptions.of(DRIVER), ({ renewal }) => renewal?.state === "on");
  return { paymentId, chargeId };
}

const tell = (product: Product, renewal: object) =>
  product.control(product.telegram, { renewal: { userId: DRIVER, ...renewal } });

/** Telegram's earlier updates about the driver are understood, and what they led to is said. */
async function answered(product: Product): Promise<string[]> {
  await product.control(product.telegram, { send: { userId: DRIVER, text: "/terms" } });
  const messages = await eventually(
    () => product.messages(DRIVER),
    (all) => all.some(({ text, from }) => from.is_bot && /без вашего согласия/.test(text)),
  );
  return messages.map(({ text }) => text);
}

Deno.test("a month sold as a subscription renews itself until the day Telegram names", async () => {
  await using product = await startProduct(RENEWING);
  const { paymentId, chargeId } = await subscribed(product);
  await product.control(product.telegram, { renew: { chargeId } });
  const granted = await eventually(() => periods(product), (all) => all.length === 2);
  const renewed = granted[1]!.data as { grantId: string; until?: string };
  assert.ok(renewed.grantId.startsWith(`${paymentId}+`));
  assert.ok(Math.abs(Date.parse(renewed.until!) - Date.now() - 30 * 86_400_000) < 60_000);
  assert.deepEqual((await paymentOf(product, paymentId)).anomalies, []);
});

Deno.test("a subscription that is stopped or cannot be charged says so, and what to do, and moves no access", async () => {
  await using product = await startProduct(RENEWING);
  const { paymentId, chargeId } = await subscribed(product);
  const { now } = await product.app.subscriptions.of(DRIVER);
  const driver = await visit(product);
  const page = (words: RegExp) =>
    eventually(() => driver.get("/subscription"), ({ text }) => words.test(text));

  await page(/Месяц за звёзды продлевается сам, пока вы не отключите/);
  await page(/Продлится сама .* Отключить можно в настройках Telegram/);
  await tell(product, { chargeId, state: "canceled" });
  await page(/Автопродление отключено: .* звёзды не спишутся/);
  await tell(product, { paymentId, state: "active" });
  await page(/Продлится сама/);
  await tell(product, { chargeId, state: "failed" });
  await page(/Подписка не продлилась: Telegram не смог списать звёзды/);
  assert.deepEqual((await product.app.subscriptions.of(DRIVER)).now, now);

  await tell(product, { chargeId, state: "failed" });
  const said = await answered(product);
  assert.equal(said.filter((text) => /не продлилась/.test(text)).length, 1);

  const admin = await product.signIn(ADMIN);
  const { history } = (await admin.get(`/api/admin/subscriptions/${DRIVER}`)).json;
  assert.deepEqual(history.map(({ type }: { type: string }) => type), [
    "PeriodGranted",
    "RenewalStopped",
    "RenewalResumed",
    "RenewalFailed",
  ]);
  const story = await (await visit(product, ADMIN)).get(`/admin/subscriptions/${DRIVER}`);
  assert.match(story.text, /Водитель отключил автопродление.*Автопродление не прошло/);

  await product.control(product.telegram, { renew: { chargeId } });
  await page(/Продлится сама/);
  const { json } = await (await product.signIn()).get("/api/subscription");
  assert.deepEqual(json.renewal, { state: "on", until: json.expiresAt });
});

Deno.test("what Telegram tells of somebody else's payment, of none of ours or in unknown words leads to nothing", async () => {
  await using product = await startProduct(RENEWING);
  const { paymentId } = await subscribed(product);
  await tell(product, { paymentId: "no-payment-of-ours", state: "failed" });
  await tell(product, { userId: OTHER_DRIVER, paymentId, state: "canceled" });
  const user = { id: DRIVER, is_bot: false, first_name: "Иван" };
  const { updates } = product.telegram.world;
  updates.push("subscription", { user, invoice_payload: paymentId, state: "paused" });
  updates.push("subscription", { user, state: "failed" });
  await answered(product);
  const received = async () =>
    (await Array.fromAsync(product.world.log.readAll({ after: 0 }))).filter((event) =>
      event.type === "TelegramUpdateReceived" && event.data["kind"] === "subscription"
    );
  await eventually(received, (all) => all.length === 4);
  await eventually(
    () => product.world.queue.scan(),
    (all) => all.every(({ message }) => message.kind !== "telegram.update"),
  );
  for (const driverId of [DRIVER, OTHER_DRIVER]) {
    const types = (await product.world.log.readStream(`subscription-${driverId}`)).map(({ type }) => type);
    assert.deepEqual(types.filter((type) => type.startsWith("Renewal")), []);
  }
});
