// What the bot says when money comes back: until when there is access without the days it paid for, also while
// the job that takes them still waits.
import assert from "node:assert/strict";
import { SYSTEM } from "../../../domain/shared/event.ts";
import { createPaymentWords } from "../../../infra/telegram/compose_payments.ts";
import { formatDatedMoment } from "../../../texts/format.ts";
import { idOf, paid } from "../../product/payments/admin_money_support.ts";
import { ADMIN, DRIVER, OTHER_DRIVER, startProduct } from "../../support/product.ts";

const by = { actor: SYSTEM, correlationId: "test" };
const grant = { driverId: DRIVER, grantId: "payment-1" };
const refund = { grantId: grant.grantId, refundId: "refund-1", amount: { minor: 49_900, currency: "RUB" } };

Deno.test("money comes back where it came from, Stars to the balance", async () => {
  await using product = await startProduct();
  const words = createPaymentWords(product.app, { baseUrl: product.baseUrl, clock: Date.now });
  const told = async (amount: object) =>
    (await words.driver_payment_refunded(DRIVER, { ...refund, amount }))!.text;
  assert.match(await told(refund.amount), /Деньги придут туда, откуда платили/);
  const stars = await told({ minor: 350, currency: "XTR" });
  assert.match(stars, /Вернули вам 350.★\. Звёзды уже на вашем балансе/);
  assert.doesNotMatch(stars, /Деньги/);
});

Deno.test("a refund that waits is not told any more once somebody has decided", async () => {
  await using product = await startProduct({ ADMIN_TELEGRAM_IDS: `${ADMIN},${OTHER_DRIVER}` });
  const paymentId = idOf("a");
  await paid(product, { paymentId });
  const { payments, settings } = product.app;
  const bound = { value: 40_000, reason: "проверяем вдвоём" };
  await settings.change("refund_second_admin_from", bound, by);
  const asked = { refundId: "r1", amount: { minor: 49_900, currency: "RUB" }, reason: "просил" } as const;
  await payments.requestRefund(paymentId, asked, { ...by, actor: { kind: "staff", id: String(ADMIN) } });
  const words = createPaymentWords(product.app, { baseUrl: product.baseUrl, clock: Date.now });
  const told = () => words.admin_refund_waits(OTHER_DRIVER, { paymentId, refundId: "r1" });
  assert.match((await told())!.text, /ждёт вашего решения/);
  await payments.declineRefund(paymentId, { refundId: "r1", reason: "передумали" }, by);
  assert.equal(await told(), null);
});

Deno.test("a refund is told with the end of access there is without its days, before and after they are taken", async () => {
  await using product = await startProduct();
  const { subscriptions } = product.app;
  const words = createPaymentWords(product.app, { baseUrl: product.baseUrl, clock: Date.now });
  const told = async (data: object) =>
    (await words.driver_payment_refunded(DRIVER, { ...refund, ...data }))!.text;
  const paidAt = new Date().toISOString();
  await subscriptions.grantPeriod({ ...grant, days: 30, paidAt, paymentId: "1", tariffId: "month" }, by);

  assert.match(await told({}), /Вернули вам 499.₽\.[^]*Подписка закончилась\.$/);
  const dayLess = new Date(Date.parse(paidAt) + 20 * 86_400_000).toISOString();
  assert.ok((await told({ days: 10 })).includes(formatDatedMoment(dayLess)));
  const all = new Date(Date.parse(paidAt) + 30 * 86_400_000).toISOString();
  assert.ok((await told({ days: 0 })).includes(formatDatedMoment(all)), "a part that takes no days");

  await subscriptions.revoke({ ...grant, cause: "refund", causeId: "refund-1", days: 10 }, by);
  assert.ok((await told({ days: 10 })).includes(formatDatedMoment(dayLess)), "the days are taken once");
});
