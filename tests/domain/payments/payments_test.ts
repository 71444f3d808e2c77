// Money as the doors use it, over a real store: presses, codes, notifications and refunds come together here.
import assert from "node:assert/strict";
import { foldPayment, type PaymentRow } from "../../../domain/payments/view.ts";
import type { PaymentEvent } from "../../../domain/payments/events.ts";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { by, moneyOnKv } from "./money_on_kv.ts";
import { theirs } from "./story.ts";

const IVAN = 700_000_101;
const month = { tariffId: "month", provider: "yookassa" } as const;
const percent = {
  type: "percent",
  value: 10,
  validFrom: "2026-03-01T00:00:00.000Z",
  validTo: "2026-04-01T00:00:00.000Z",
  perUserLimit: 1,
} as const;

async function bought(money: Awaited<ReturnType<typeof moneyOnKv>>, driverId = IVAN, promoCode?: string) {
  const begun = await money.payments.start(driverId, { ...month, ...(promoCode && { promoCode }) }, by);
  assert.ok("payment" in begun, JSON.stringify(begun));
  return begun.payment;
}
const word = (paymentId: string, minor = 49_900) =>
  theirs({ paymentId, providerPaymentId: `theirs-${paymentId}`, amount: { minor, currency: "RUB" } });

Deno.test("a payment is asked for, found paid, and gives thirty days from when it was paid, once", async () => {
  await using money = await moneyOnKv();
  const { paymentId, status } = await bought(money);
  assert.equal(status, "requested");
  assert.equal((await money.payments.observe(word(paymentId), "webhook", by)).verdict, "accepted");
  assert.equal((await money.payments.observe(word(paymentId), "poll", by)).verdict, "duplicate");
  await money.performSteps();
  await money.performSteps();
  const { now, periods } = await money.subscriptions.of(IVAN);
  assert.deepEqual(now, { status: "active", expiresAt: "2026-04-02T11:02:00.000Z" });
  assert.equal(periods.length, 1);
  assert.equal((await money.payments.one(IVAN, paymentId))?.status, "succeeded");
  assert.equal(await money.payments.one(2, paymentId), null);
});

Deno.test("fault 42: two devices press at once, and there is one payment", async () => {
  await using money = await moneyOnKv();
  const begun = await Promise.all(Array.from({ length: 12 }, () => money.payments.start(IVAN, month, by)));
  const ids = begun.map((one) => "payment" in one ? one.payment.paymentId : one.refused);
  assert.equal(new Set(ids).size, 1);
  assert.equal(begun.filter((one) => "created" in one && one.created).length, 1);
});

Deno.test("a payment that was declined is not offered again: the next press is another one", async () => {
  await using money = await moneyOnKv();
  const first = await bought(money);
  await money.payments.observe({ ...word(first.paymentId), status: "canceled" }, "webhook", by);
  assert.notEqual((await bought(money)).paymentId, first.paymentId);
});

Deno.test("fault 44: a limit of ten and fifty drivers at once: exactly ten places", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "VESNA2026", totalLimit: 10 }, by);
  const begun = await Promise.all(
    Array.from(
      { length: 50 },
      (_, driver) => money.payments.start(driver + 1, { ...month, promoCode: "vesna-2026" }, by),
    ),
  );
  const got = begun.filter((one) => "payment" in one);
  assert.equal(got.length, 10);
  assert.ok(got.every((one) => "payment" in one && one.payment.amount.minor === 44_910));
  assert.ok(begun.every((one) => "payment" in one || one.refused === "promo_code_invalid"));
  assert.equal((await money.promoCodes.find("VESNA2026"))?.reserved, 10);
});

Deno.test("fault 45: a declined payment gives its place back", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "VESNA2026", totalLimit: 1 }, by);
  const { paymentId } = await bought(money, IVAN, "VESNA2026");
  await money.payments.observe({ ...word(paymentId, 44_910), status: "canceled" }, "webhook", by);
  await money.performSteps();
  await bought(money, 2, "VESNA2026");
});

Deno.test("who chooses another tariff takes the code along, and the payment left behind keeps its price", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "VESNA2026", totalLimit: 1 }, by);
  const left = await bought(money, IVAN, "VESNA2026");
  const asked = { tariffId: "quarter", provider: "yookassa", promoCode: "VESNA2026" } as const;
  const begun = await money.payments.start(IVAN, asked, by);
  assert.ok("payment" in begun, JSON.stringify(begun));
  assert.equal(begun.payment.amount.minor, 116_910);
  assert.equal((await money.promoCodes.find("VESNA2026"))?.reserved, 1);
  assert.deepEqual(await money.payments.start(2, { ...month, promoCode: "VESNA2026" }, by), {
    refused: "promo_code_invalid",
  });
  await money.payments.observe(word(left.paymentId, 44_910), "webhook", by);
  await money.payments.observe(word(begun.payment.paymentId, 116_910), "webhook", by);
  await money.performSteps();
  await money.performSteps();
  const outcome = async (paymentId: string) => {
    const { status, anomalies } = (await money.payments.find(paymentId))!;
    return [status, ...anomalies];
  };
  assert.deepEqual(await outcome(left.paymentId), ["succeeded", "promo_over_limit"]);
  assert.deepEqual(await outcome(begun.payment.paymentId), ["succeeded"]);
  const code = await money.promoCodes.find("VESNA2026");
  assert.deepEqual([code?.reserved, code?.redeemed, code?.overLimit], [0, 2, 1]);
  await money.performSteps();
  assert.deepEqual(await outcome(left.paymentId), ["succeeded", "promo_over_limit"]);
});

Deno.test("a driver who comes back to the tariff left behind finds the payment at its price", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "VESNA2026", totalLimit: 1 }, by);
  const left = await bought(money, IVAN, "VESNA2026");
  const away = () =>
    money.payments.start(IVAN, { ...month, tariffId: "quarter", promoCode: "VESNA2026" }, by);
  await away();
  const back = await bought(money, IVAN, "VESNA2026");
  assert.deepEqual([back.paymentId, back.amount.minor], [left.paymentId, 44_910]);
  await away();
  await money.promoCodes.deactivate("VESNA2026", "акция кончилась", by);
  assert.equal((await bought(money, IVAN, "VESNA2026")).paymentId, left.paymentId);
  assert.equal((await money.promoCodes.find("VESNA2026"))?.reserved, 1);
});

Deno.test("two codes for a first purchase at once: one driver gets one of them", async () => {
  await using money = await moneyOnKv();
  const codes = ["PERVY", "NOVICHOK", "PRIVET"];
  for (const code of codes) await money.promoCodes.create({ ...percent, code, firstPurchaseOnly: true }, by);
  const begun = await Promise.all(
    codes.map((promoCode, n) =>
      money.payments.start(IVAN, { ...month, tariffId: ["month", "quarter", "year"][n]!, promoCode }, by)
    ),
  );
  assert.equal(begun.filter((one) => "payment" in one).length, 1);
  assert.ok(begun.every((one) => "payment" in one || one.refused === "promo_code_invalid"));
});

Deno.test("a first purchase is over the moment its money came, before its days are granted", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, code: "PERVY", firstPurchaseOnly: true }, by);
  const { paymentId } = await bought(money);
  await money.payments.observe(word(paymentId), "webhook", by);
  const again = () => money.payments.start(IVAN, { ...month, promoCode: "PERVY" }, by);
  assert.deepEqual(await again(), { refused: "promo_code_invalid" });
  await money.performSteps();
  assert.deepEqual(await again(), { refused: "promo_code_invalid" });
});

Deno.test("fault 47: a price of nothing asks nobody and gives access at once, once", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, value: 100, code: "DAROM" }, by);
  const payment = await bought(money, IVAN, "darom");
  assert.equal(payment.status, "succeeded");
  assert.equal((await money.subscriptions.statusOf(IVAN)).status, "active");
  assert.equal((await bought(money, IVAN, "DAROM")).paymentId, payment.paymentId);
  await money.performSteps();
  assert.equal((await money.subscriptions.of(IVAN)).periods.length, 1);
  assert.equal((await money.promoCodes.find("DAROM"))?.redeemed, 1);
  assert.equal(await money.payments.submission(payment.paymentId, by), null);
});

Deno.test("faults 3, 10: the call is made of what was stored first, even when the price has changed since", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  const first = await money.payments.submission(paymentId, by);
  assert.ok(first);
  assert.deepEqual(await money.payments.submission(paymentId, by), first);
  await money.payments.observe({ ...word(paymentId), status: "pending" }, "response", by);
  assert.equal(await money.payments.submission(paymentId, by), null);
});

Deno.test("faults 51, 52: the preview of a refund is what the refund does", async () => {
  await using money = await moneyOnKv();
  const first = await bought(money);
  await money.payments.observe(word(first.paymentId), "webhook", by);
  await money.performSteps();
  const preview = await money.payments.previewRefund(first.paymentId, { minor: 49_900 });
  assert.ok("before" in preview);
  assert.deepEqual([preview.before, preview.after], ["2026-04-02T11:02:00.000Z", null]);
  const refund = {
    provider: "yookassa",
    providerRefundId: "r-1",
    providerPaymentId: `theirs-${first.paymentId}`,
    status: "succeeded",
    amount: { minor: 49_900, currency: "RUB" },
    at: "2026-03-03T11:04:00.000Z",
  } as const;
  assert.equal((await money.payments.observeRefund(refund, "webhook", by)).verdict, "accepted");
  await money.performSteps();
  assert.equal((await money.subscriptions.statusOf(IVAN)).status, "none");
  assert.equal((await money.payments.find(first.paymentId))?.status, "refunded");
});

Deno.test("a part of the money takes no days with it, unless somebody says so", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  await money.payments.observe(word(paymentId), "webhook", by);
  await money.performSteps();
  const part = await money.payments.previewRefund(paymentId, { minor: 10_000 });
  assert.ok("before" in part);
  assert.equal(part.after, part.before);
  const days = await money.payments.previewRefund(paymentId, { minor: 10_000, revokeDays: 10 });
  assert.ok("after" in days);
  assert.equal(days.after, "2026-03-23T11:02:00.000Z");
});

Deno.test("fault 56: every payment folded again from the log is the row that is shown", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  await money.payments.observe({ ...word(paymentId), amount: { minor: 1, currency: "RUB" } }, "webhook", by);
  await money.payments.observe(word(paymentId), "webhook", by);
  const again = (await money.log.readStream(`payment-${paymentId}`) as StoredEvent<PaymentEvent>[])
    .reduce<PaymentRow | null>(foldPayment, null);
  const { submission: _, ...shown } = again!;
  assert.deepEqual(await money.payments.find(paymentId), shown);
});

Deno.test("fault 57: a crash before the steps loses none of them and doubles none", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  await money.payments.observe(word(paymentId), "webhook", by);
  await money.performSteps();
  const before = await money.story();
  await money.performSteps();
  assert.deepEqual(await money.story(), before);
});

Deno.test("fault 59: a price that is changed while a payment is open changes nothing for it", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  const tariffs = (await money.settings.tariffs()).map((tariff) => ({
    ...tariff,
    price: { minor: 100_000, currency: "RUB" },
  }));
  assert.deepEqual(await money.settings.change("tariffs", { value: tariffs }, by), { key: "tariffs" });
  assert.equal((await money.settings.tariff("month"))?.price.minor, 100_000);
  assert.equal((await money.payments.observe(word(paymentId), "webhook", by)).verdict, "accepted");
});

Deno.test("fault 62: money nobody asked for is kept as an orphan and linked by hand", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  const { paymentId: _, ...orphan } = theirs({ providerPaymentId: "theirs-lost" });
  assert.equal((await money.payments.observe(orphan, "sweep", by)).verdict, "unknown_object");
  const linked = await money.payments.linkOrphan(paymentId, orphan, "нашли по выписке", by);
  assert.ok("verdict" in linked);
  assert.equal(linked.verdict, "accepted");
  assert.equal((await money.payments.find(paymentId))?.status, "succeeded");
});

Deno.test("with payments switched off nobody starts one, and what was paid still lets in", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  await money.settings.changeFlag("payments_enabled", { enabled: false }, by);
  await money.settings.changeFlag("paywall_respond", { enabled: true }, by);
  assert.deepEqual(await money.payments.start(2, month, by), { refused: "payments_disabled" });
  assert.deepEqual(await money.subscriptions.access(IVAN, "respond"), {
    allowed: false,
    reason: "never_subscribed",
    canPay: false,
  });
  await money.payments.observe(word(paymentId), "webhook", by);
  await money.performSteps();
  assert.deepEqual(await money.subscriptions.access(IVAN, "respond"), { allowed: true, reason: "active" });
});

Deno.test("a code of days gives them at once, and the queued step gives no more", async () => {
  await using money = await moneyOnKv();
  await money.promoCodes.create({ ...percent, type: "days", value: 7, code: "NEDELYA" }, by);
  const given = await money.promoCodes.apply("nedelya", IVAN, by);
  assert.ok("now" in given);
  assert.deepEqual(given.now, { status: "active", expiresAt: "2026-03-10T11:00:00.000Z" });
  await money.performSteps();
  assert.equal((await money.subscriptions.of(IVAN)).periods.length, 1);
  assert.deepEqual(await money.promoCodes.apply("NEDELYA", IVAN, by), { refused: "promo_code_invalid" });
});

Deno.test("fault 61: a secret setting is kept apart, and the log has its fingerprint alone", async () => {
  await using money = await moneyOnKv();
  await money.settings.change("yookassa_secret_key", { value: "live_very_secret" }, by);
  assert.equal(money.world.kept.get("yookassa_secret_key"), "live_very_secret");
  const log = JSON.stringify(await money.log.readStream("setting-yookassa_secret_key"));
  assert.doesNotMatch(log, /very_secret/);
  assert.match(log, /fingerprint of 16/);
  assert.deepEqual(await money.settings.change("yookassa_secret_key", { value: "short" }, by), {
    errors: [{ field: "value", code: "invalid_secret" }],
  });
});

Deno.test("the key to the Web App changes with each activation, and only its digest is stored", async () => {
  await using money = await moneyOnKv();
  await money.subscriptions.grantDays({ driverId: IVAN, grantId: "g1", days: 3, reason: "сбой" }, by);
  const first = await money.subscriptions.accessKeyOf(IVAN);
  await money.subscriptions.grantDays({ driverId: IVAN, grantId: "g2", days: 3, reason: "сбой" }, by);
  assert.equal(await money.subscriptions.opens(IVAN, first!), false);
  assert.equal(await money.subscriptions.opens(IVAN, (await money.subscriptions.accessKeyOf(IVAN))!), true);
});

Deno.test("payments are listed newest first, a page at a time", async () => {
  await using money = await moneyOnKv();
  const asked: string[] = [];
  for (const driverId of [1, 2, 3]) {
    asked.unshift((await bought(money, driverId)).paymentId);
    money.world.now += 1000;
  }
  const first = await money.payments.list({ limit: 2 });
  assert.deepEqual(first.map(({ paymentId }) => paymentId), asked.slice(0, 2));
  const rest = await money.payments.list({ limit: 2, after: first.at(-1)!.paymentId });
  assert.deepEqual(rest.map(({ paymentId }) => paymentId), asked.slice(2));
});
