// Access changes in the commit of the fact about money, and the queued step is there for what could not be done at once.
import assert from "node:assert/strict";
import { atOnce, bought, IVAN, word } from "../payments/bought.ts";
import { by, moneyOnKv } from "../payments/money_on_kv.ts";

const AMOUNT = { minor: 49_900, currency: "RUB" } as const;

const wentBack = (providerPaymentId: string, minor: number) => ({
  provider: "yookassa" as const,
  providerRefundId: `refund-of-${minor}`,
  providerPaymentId,
  status: "succeeded" as const,
  amount: { ...AMOUNT, minor },
  at: "2026-03-03T12:00:00.000Z",
});

Deno.test("money that comes gives its days in the same commit, and money that goes takes them", async () => {
  await using money = await moneyOnKv();
  const { payments, subscriptions } = atOnce(money);
  const { paymentId } = await bought(money);
  await payments.observe(word(paymentId), "webhook", by);
  assert.deepEqual((await money.story()).slice(-2), ["PaymentSucceeded", "PeriodGranted"]);
  await money.caughtUp();
  assert.deepEqual(await subscriptions.statusOf(IVAN), {
    status: "active",
    expiresAt: "2026-04-02T11:02:00.000Z",
  });
  await payments.observeRefund(wentBack(`theirs-${paymentId}`, 49_900), "webhook", by);
  assert.deepEqual((await money.story()).slice(-2), ["PaymentRefunded", "PeriodRevoked"]);
  await money.caughtUp();
  assert.deepEqual(await subscriptions.statusOf(IVAN), { status: "none" });
});

Deno.test("the queued steps find done what was done at once", async () => {
  await using money = await moneyOnKv();
  const { payments } = atOnce(money);
  const { paymentId } = await bought(money);
  await payments.observe(word(paymentId), "webhook", by);
  await payments.openDispute(paymentId, { disputeId: "d1", openedAt: "2026-03-04T00:00:00.000Z" }, by);
  assert.equal((await money.story()).at(-1), "PeriodSuspended");
  await payments.settleDispute(
    paymentId,
    { disputeId: "d1", outcome: "won", closedAt: "2026-03-05T00:00:00.000Z" },
    by,
  );
  assert.equal((await money.story()).at(-1), "PeriodRestored");
  await money.performSteps();
  const before = await money.story();
  await money.performSteps();
  const access = new Set(["PeriodGranted", "PeriodSuspended", "PeriodRestored"]);
  assert.equal(before.filter((type) => access.has(type)).length, 3);
  assert.deepEqual(await money.story(), before);
});

Deno.test("a part of the money takes no days with it", async () => {
  await using money = await moneyOnKv();
  const { payments } = atOnce(money);
  const { paymentId } = await bought(money);
  await payments.observe(word(paymentId), "webhook", by);
  await payments.observeRefund(wentBack(`theirs-${paymentId}`, 10_000), "webhook", by);
  assert.equal((await money.story()).at(-1), "PaymentRefunded");
});

Deno.test("when access cannot change at once the money is recorded all the same, and the queue does it", async () => {
  await using money = await moneyOnKv();
  const failures: unknown[] = [];
  const { payments, subscriptions } = money.startProcess({
    along: () => ({
      follow() {
        throw new Error("out of order");
      },
      onFailure: (error) => failures.push(error),
    }),
  });
  const { paymentId } = await bought(money);
  assert.equal((await payments.observe(word(paymentId), "webhook", by)).verdict, "accepted");
  assert.equal((await money.story()).includes("PeriodGranted"), false);
  assert.deepEqual(failures.map(String), ["Error: out of order"]);
  await money.performSteps();
  assert.equal((await subscriptions.statusOf(IVAN)).status, "active");
});

Deno.test("a payment reads as paid once its access can be read, however late that view is", async () => {
  await using money = await moneyOnKv();
  const { subscriptions: view } = money.views;
  let isShown = false;
  const late: typeof view = {
    ...view,
    get: async (key) => isShown ? await view.get(key) : null,
    async reached(position) {
      await view.reached(position);
      isShown = true;
    },
  };
  const { payments, subscriptions } = atOnce(money, { views: { subscriptions: late } });
  const { paymentId } = await bought(money);
  await payments.observe(word(paymentId), "webhook", by);
  for (const read of [() => payments.one(IVAN, paymentId), async () => (await payments.of(IVAN))[0]]) {
    isShown = false;
    assert.equal((await read())?.status, "succeeded");
    assert.equal((await subscriptions.statusOf(IVAN)).status, "active");
  }
});
