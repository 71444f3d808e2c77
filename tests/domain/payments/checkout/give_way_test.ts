// A driver takes another way to pay while the first provider has not answered: its answer may come at any moment.
import assert from "node:assert/strict";
import type { PaymentForm, PaymentView } from "../../../../domain/payments/mod.ts";
import { by, moneyOnKv } from "../money_on_kv.ts";
import { theirs } from "../story.ts";

const IVAN = 700_000_101;
const slow: PaymentForm = { tariffId: "month", provider: "yookassa" };
const other: PaymentForm = { tariffId: "month", provider: "stars" };

type Money = Pick<Awaited<ReturnType<typeof moneyOnKv>>, "payments">;

async function asked({ payments }: Money, form: PaymentForm): Promise<PaymentView> {
  const begun = await payments.start(IVAN, form, by);
  assert.ok("payment" in begun, JSON.stringify(begun));
  return begun.payment;
}

const word = ({ paymentId, amount }: PaymentView) =>
  theirs({ paymentId, providerPaymentId: `theirs-${paymentId}`, amount });
/** The answer that was so long in coming: the provider has it, and says where to pay. */
const answer = (payment: PaymentView) => ({
  ...word(payment),
  status: "pending" as const,
  confirmationUrl: "https://pay.example/1",
});
const stars = ({ paymentId, amount }: PaymentView) => {
  const { shop: _, ...charge } = theirs({ paymentId, providerPaymentId: "charge-1", amount });
  return { ...charge, provider: "stars", payerId: IVAN } as const;
};
async function ends({ payments }: Money, ...ids: string[]): Promise<string[]> {
  const all = await Promise.all(ids.map((id) => payments.find(id)));
  return all.map((payment) => [payment!.status, payment!.cancelReason].filter(Boolean).join(" "));
}

Deno.test("another way ends the payment whose provider has not answered, and takes its promo code and its place", async () => {
  await using money = await moneyOnKv();
  const month = {
    validFrom: "2026-03-01T00:00:00.000Z",
    validTo: "2026-04-01T00:00:00.000Z",
    perUserLimit: 1,
  };
  const percent = { type: "percent", value: 50, ...month } as const;
  await money.promoCodes.create({ ...percent, code: "VESNA2026", totalLimit: 1 }, by);
  const promoCode = "VESNA2026";
  const first = await asked(money, { ...slow, promoCode });
  const second = await asked(money, { ...other, promoCode });
  assert.deepEqual(await ends(money, first.paymentId, second.paymentId), ["failed another_way", "requested"]);
  assert.deepEqual(second.amount, { minor: 175, currency: "XTR" });
  // Nothing is asked of the first provider any more.
  assert.equal(await money.payments.submission(first.paymentId, by), null);
  await money.performSteps();
  assert.equal((await money.promoCodes.find(promoCode))?.reserved, 1);
  await asked(money, { ...other, tariffId: "quarter" });
  await asked(money, { ...other, tariffId: "year" });
  assert.deepEqual(await money.payments.start(IVAN, { ...other, tariffId: "half_year" }, by), {
    refused: "too_many_open_payments",
  });
});

Deno.test("a code that was switched off, or whose time is over, since it was held: the first payment keeps its price", async () => {
  await using money = await moneyOnKv();
  const half = {
    type: "percent",
    value: 50,
    perUserLimit: 1,
    validFrom: "2026-03-01T00:00:00.000Z",
  } as const;
  await money.promoCodes.create({ ...half, code: "VESNA2026", validTo: "2026-04-01T00:00:00.000Z" }, by);
  await money.promoCodes.create({ ...half, code: "UTRO2026", validTo: "2026-03-03T11:30:00.000Z" }, by);
  const [month, quarter] = [
    await asked(money, { ...slow, promoCode: "VESNA2026" }),
    await asked(money, { ...slow, tariffId: "quarter", promoCode: "UTRO2026" }),
  ];
  await money.promoCodes.deactivate("VESNA2026", undefined, by);
  money.world.now += 30 * 60_000;
  for (const { tariff, promoCode } of [month, quarter]) {
    const form = { ...other, tariffId: tariff.id, promoCode: promoCode! };
    assert.deepEqual(await money.payments.start(IVAN, form, by), { refused: "promo_code_invalid" });
  }
  await money.performSteps();
  assert.deepEqual(await ends(money, month.paymentId, quarter.paymentId), ["requested", "requested"]);
  const reserved = await Promise.all(["VESNA2026", "UTRO2026"].map((code) => money.promoCodes.find(code)));
  assert.deepEqual(reserved.map((row) => row?.reserved), [1, 1]);
});

Deno.test("another way of one tariff gives up nothing of another tariff, even when the till is full", async () => {
  await using money = await moneyOnKv();
  const held = await Promise.all(
    ["quarter", "half_year", "year"].map((tariffId) => asked(money, { ...slow, tariffId })),
  );
  assert.deepEqual(await money.payments.start(IVAN, other, by), { refused: "too_many_open_payments" });
  await asked(money, { ...other, tariffId: "year" });
  assert.deepEqual(await ends(money, ...held.map(({ paymentId }) => paymentId)), [
    "requested",
    "requested",
    "failed another_way",
  ]);
});

Deno.test("three orders nobody answers do not keep the driver from another way of any of them", async () => {
  await using money = await moneyOnKv();
  const tariffs = ["month", "quarter", "year"];
  for (const tariffId of tariffs) await asked(money, { ...slow, tariffId });
  for (const tariffId of tariffs) await asked(money, { ...other, tariffId });
});

Deno.test("an order that is refused gives up nothing", async () => {
  await using money = await moneyOnKv();
  const first = await asked(money, slow);
  for (const form of [{ ...other, tariffId: "decade" }, { ...other, promoCode: "NETTAKOGO" }]) {
    assert.ok("refused" in await money.payments.start(IVAN, form, by));
  }
  assert.deepEqual(await ends(money, first.paymentId), ["requested"]);
});

Deno.test("the same way once more gives up nothing, nor do the payments of somebody else", async () => {
  await using money = await moneyOnKv();
  const first = await asked(money, slow);
  await asked(money, { ...slow, tariffId: "quarter" });
  await money.payments.start(2, other, by);
  assert.deepEqual(await ends(money, first.paymentId), ["requested"]);
});

Deno.test("the slow answer was first: the payment one can pay by now stays beside the other", async () => {
  await using money = await moneyOnKv();
  const first = await asked(money, slow);
  await money.payments.observe(answer(first), "response", by);
  const second = await asked(money, other);
  assert.deepEqual(await ends(money, first.paymentId, second.paymentId), ["pending", "requested"]);
});

Deno.test("the slow answer was second: what was given up stays so, though the provider has it", async () => {
  await using money = await moneyOnKv();
  const first = await asked(money, slow);
  const second = await asked(money, other);
  await money.payments.observe(answer(first), "response", by);
  await money.payments.rejectRegistration(first.paymentId, { code: "provider_unavailable" }, by);
  assert.deepEqual(await ends(money, first.paymentId, second.paymentId), ["failed another_way", "requested"]);
});

Deno.test("the slow answer and the other way at one moment, in two processes: one of the two, never neither", async () => {
  for (let turn = 0; turn < 10; turn++) {
    await using money = await moneyOnKv();
    const worker = money.startProcess();
    const first = await asked(money, slow);
    const [, second] = await Promise.all([
      worker.payments.observe(answer(first), "response", by),
      asked(money, other),
    ]);
    const [status, next] = await ends(money, first.paymentId, second.paymentId);
    assert.ok(status === "pending" || status === "failed another_way", status);
    assert.equal(next, "requested");
    await money.performSteps();
    // Whichever it was, the till agrees: what can be paid is found by the same press, what was given up is not.
    assert.equal((await asked(money, slow)).paymentId === first.paymentId, status === "pending");
  }
});

Deno.test("two taps on the other way, on two processes, are one payment", async () => {
  await using money = await moneyOnKv();
  const elsewhere = money.startProcess();
  const first = await asked(money, slow);
  const taps = await Promise.all(
    [money, elsewhere, money, elsewhere].map((process) => asked(process, other)),
  );
  assert.equal(new Set(taps.map(({ paymentId }) => paymentId)).size, 1);
  assert.deepEqual(await ends(money, first.paymentId), ["failed another_way"]);
  const rejections = (await money.story()).filter((type) => type === "PaymentRegistrationRejected");
  assert.equal(rejections.length, 1);
});

Deno.test("the first turns out to be paid as the other way is taken: it is not sold twice", async () => {
  await using money = await moneyOnKv();
  const first = await asked(money, slow);
  await money.payments.observe(word(first), "webhook", by);
  const begun = await money.payments.start(IVAN, other, by);
  assert.ok("payment" in begun);
  assert.deepEqual([begun.created, begun.payment.paymentId], [false, first.paymentId]);
  await money.performSteps();
  assert.equal((await money.subscriptions.of(IVAN)).periods.length, 1);
  // Later it is another purchase.
  assert.notEqual((await asked(money, other)).paymentId, first.paymentId);
});

Deno.test("the first is paid at the very moment, in another process: it is the answer with its code, or both are there", async () => {
  const month = { validFrom: "2026-03-01T00:00:00.000Z", validTo: "2026-04-01T00:00:00.000Z" };
  for (let turn = 0; turn < 10; turn++) {
    await using money = await moneyOnKv();
    const percent = { type: "percent", value: 50, perUserLimit: 1, ...month } as const;
    await money.promoCodes.create({ ...percent, code: "VESNA2026" }, by);
    const worker = money.startProcess();
    const promoCode = "VESNA2026";
    const first = await asked(money, { ...slow, promoCode });
    const beginning = asked(money, { ...other, promoCode });
    for (let later = 0; later < turn; later++) await money.promoCodes.find(promoCode);
    await worker.payments.observe(word(first), "webhook", by);
    const begun = await beginning;
    await money.performSteps();
    await money.caughtUp();
    const paid = (await money.payments.find(first.paymentId))!;
    const code = (await money.promoCodes.find(promoCode))!;
    assert.equal(paid.status, "succeeded");
    const isSoldOnce = begun.paymentId === first.paymentId;
    assert.deepEqual([code.redeemed, code.reserved], [1, isSoldOnce ? 0 : 1]);
    assert.deepEqual(paid.anomalies.includes("after_rejection"), !isSoldOnce);
    if (isSoldOnce) assert.equal((await money.payments.of(IVAN)).length, 1);
  }
});

Deno.test("fault 43: the first is paid after all, and so is the second: both are granted, and one is flagged as the double of the other", async () => {
  await using money = await moneyOnKv();
  const first = await asked(money, slow);
  const second = await asked(money, other);
  await money.payments.observe(stars(second), "webhook", by);
  await money.performSteps();
  await money.payments.observe(word(first), "sweep", by);
  await money.performSteps();
  const { periods, history } = await money.subscriptions.of(IVAN);
  assert.deepEqual(periods.map(({ days }) => days), [30, 30]);
  assert.deepEqual((await money.payments.find(first.paymentId))?.anomalies, ["after_rejection"]);
  assert.deepEqual(history.map(({ possibleDuplicateOf }) => possibleDuplicateOf), [
    undefined,
    second.paymentId,
  ]);
});

Deno.test("an hour later the provider ends what was given up: the reason the driver was told stays, and he hears nothing", async () => {
  await using money = await moneyOnKv();
  const first = await asked(money, slow);
  await asked(money, other);
  await money.payments.observe(answer(first), "response", by);
  money.world.now += 60 * 60_000;
  const ended = { ...word(first), status: "canceled" as const };
  const expired = { ...ended, canceled: { party: "yoo_money", reason: "expired_on_confirmation" } };
  assert.equal((await money.payments.observe(expired, "webhook", by)).verdict, "ignored");
  assert.equal((await money.payments.observe(expired, "poll", by)).verdict, "duplicate");
  assert.deepEqual(await ends(money, first.paymentId), ["failed another_way"]);
  assert.deepEqual((await money.payments.find(first.paymentId))?.anomalies, []);
  assert.ok(!(await money.story()).includes("PaymentCanceled"));
});

Deno.test("what was paid in Stars keeps the end Telegram named, however soon another way is pressed", async () => {
  await using money = await moneyOnKv();
  const one = await money.payments.start(IVAN, { tariffId: "month", provider: "stars" }, by);
  assert.ok("payment" in one);
  const { paymentId, amount } = one.payment;
  const until = "2026-04-02T11:00:00.000Z";
  const { shop: _, ...inStars } = theirs({ paymentId, amount, provider: "stars", providerPaymentId: "c1" });
  await money.payments.observe({ ...inStars, payerId: IVAN, until, test: false }, "webhook", by);
  const two = await money.payments.start(IVAN, { tariffId: "month", provider: "yookassa" }, by);
  assert.ok("payment" in two);
  assert.equal(two.payment.paymentId, paymentId);
  await money.performSteps();
  const { renewal } = await money.subscriptions.of(IVAN);
  assert.deepEqual(renewal, { state: "on", until });
});
