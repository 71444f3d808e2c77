// What the bot says of a subscription that renews itself: no end while it goes on, and a failure while it stands.
import assert from "node:assert/strict";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { createPaymentWords } from "../../../infra/telegram/compose_payments.ts";
import { DRIVER, startProduct } from "../../support/product.ts";

const DAY = 86_400_000;
const by = { actor: SYSTEM, correlationId: "test" };
const iso = (time: number) => new Date(time).toISOString();

Deno.test("the end is not spoken of while Telegram goes on charging, and a failure only until it is paid for", async () => {
  await using product = await startProduct();
  const { subscriptions } = product.app;
  const words = createPaymentWords(product.app, { baseUrl: product.baseUrl, clock: Date.now });
  const paidAt = Date.now() - 28 * DAY;
  const expiresAt = iso(paidAt + 30 * DAY);
  const month = { driverId: DRIVER, paymentId: "p1", tariffId: "month", days: 30 };
  const told = (word: "stopped" | "resumed" | "failed", sequence: number) =>
    subscriptions.observeRenewal({ driverId: DRIVER, grantId: "p1", word, sequence }, by);
  const reminder = () => words.driver_subscription_reminder(DRIVER, { about: "ends_in_1_day", expiresAt });
  const failure = () => words.driver_renewal_failed(DRIVER, {});

  await subscriptions.grantPeriod({ ...month, grantId: "p1", paidAt: iso(paidAt), until: expiresAt }, by);
  assert.equal(await reminder(), null);
  assert.equal(await failure(), null);
  await told("stopped", 1);
  assert.match((await reminder())!.text, /Подписка заканчивается/);
  await told("resumed", 2);
  assert.equal(await reminder(), null);
  await told("failed", 3);
  assert.match((await reminder())!.text, /Подписка заканчивается/);
  assert.match((await failure())!.text, /не смог списать звёзды[^]*Пополните[^]*Доступ до/);
  const next = { ...month, grantId: "p1+c2", paidAt: expiresAt, until: iso(paidAt + 60 * DAY) };
  await subscriptions.grantPeriod(next, by);
  assert.equal(await failure(), null);
});
