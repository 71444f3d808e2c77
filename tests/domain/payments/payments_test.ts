// Money as the doors use it, over a real store: presses, notifications and steps come together here.
import assert from "node:assert/strict";
import { foldPayment, type PaymentRow } from "../../../domain/payments/view.ts";
import type { PaymentEvent } from "../../../domain/payments/events.ts";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { bought, IVAN, month, word } from "./bought.ts";
import { by, moneyOnKv } from "./money_on_kv.ts";
import { theirs } from "./story.ts";

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

Deno.test("faults 3, 10: the call is made of what was stored first, even when the price has changed since", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  const first = await money.payments.submission(paymentId, by);
  assert.ok(first);
  assert.deepEqual(await money.payments.submission(paymentId, by), first);
  await money.payments.observe({ ...word(paymentId), status: "pending" }, "response", by);
  assert.equal(await money.payments.submission(paymentId, by), null);
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

Deno.test("fault 19: money nobody takes closes its order: the next press is another payment", async () => {
  await using money = await moneyOnKv();
  const { paymentId } = await bought(money);
  const order = { ...word(paymentId), confirmationUrl: "https://yoomoney.ru/pay" };
  await money.payments.observe({ ...order, status: "pending" }, "response", by);
  await money.payments.observe(word(paymentId, 100), "webhook", by);
  const { providerPaymentId } = order;
  const dismiss = { providerPaymentId, decision: "dismissed", reason: "чужая сумма" } as const;
  const dismissed = await money.payments.resolveMismatch(paymentId, dismiss, by);
  assert.ok("status" in dismissed);
  assert.deepEqual([dismissed.status, dismissed.cancelReason], ["canceled", "mismatch_dismissed"]);
  assert.notEqual((await bought(money)).paymentId, paymentId);
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
