// A fault of ours in a step that asks a provider is thrown, for the worker to log and count: it is no silence of theirs.
import assert from "node:assert/strict";
import { kopecks } from "../../../domain/shared/money.ts";
import { createPollPayment } from "../../../infra/payments/poll_payment.ts";
import { createRefundPayment } from "../../../infra/payments/refund_payment.ts";
import { createRegisterPayment } from "../../../infra/payments/register_payment.ts";
import { createStripeHandler } from "../../../infra/payments/stripe/obey.ts";
import { bought, registered, word } from "../../domain/payments/bought.ts";
import { agreeing, by, moneyOnKv } from "../../domain/payments/money_on_kv.ts";
import { run, stepDeps } from "./kit.ts";

const fault = new TypeError("undefined is not a function");
const fails = () => Promise.reject(fault);

Deno.test("a fault of ours while a payment is registered is thrown, and whether the provider has it is not known", async () => {
  await using money = await moneyOnKv([{ ...agreeing, create: fails }]);
  const { paymentId } = await bought(money);
  const register = createRegisterPayment(stepDeps(money));
  await assert.rejects(run(register, { paymentId }, { queuedAt: money.world.now }), fault);
  assert.equal((await money.payments.find(paymentId))!.registrationUnknown, true);
});

Deno.test("a fault of ours while a lost registration is looked up is thrown", async () => {
  const list = () => ({ [Symbol.asyncIterator]: () => ({ next: fails }) });
  await using money = await moneyOnKv([{ ...agreeing, list }]);
  const { paymentId } = await bought(money);
  await money.payments.submission(paymentId, by);
  const queuedAt = money.world.now;
  money.world.now += 24 * 3_600_000;
  const register = createRegisterPayment(stepDeps(money));
  await assert.rejects(run(register, { paymentId }, { queuedAt }), fault);
});

Deno.test("a fault of ours while a payment is polled is thrown", async () => {
  await using money = await moneyOnKv([{ ...agreeing, load: fails }]);
  const paymentId = await registered(money);
  const data = { paymentId, requestedAt: new Date(money.world.now).toISOString() };
  const poll = createPollPayment(stepDeps(money));
  await assert.rejects(run(poll, data, { queuedAt: money.world.now }), fault);
});

Deno.test("a fault of ours while a refund is asked for is thrown", async () => {
  await using money = await moneyOnKv([{ ...agreeing, refund: fails }]);
  const paymentId = await registered(money);
  await money.payments.observe(word(paymentId), "webhook", by);
  const refund = { refundId: "r1", amount: kopecks(10_000), reason: "просил водитель" };
  await money.payments.requestRefund(paymentId, refund, by);
  const ask = createRefundPayment(stepDeps(money));
  await assert.rejects(run(ask, { paymentId, refundId: "r1" }, { queuedAt: money.world.now }), fault);
  // Nobody else would take it up.
  assert.equal(ask.maxAttempts, Number.MAX_SAFE_INTEGER);
});

Deno.test("a fault of ours while a statement of Stripe is obeyed is thrown", async () => {
  await using money = await moneyOnKv();
  const at = new Date(money.world.now).toISOString();
  const obey = createStripeHandler({ ...stepDeps(money), provider: { sessionOf: fails, refundsOf: fails } });
  const received = { deliveryId: "d1", provider: "stripe", channel: "webhook", receivedAt: at };
  const dispute = { disputeId: "du_1", phase: "open", openedAt: at, at };
  const statement = { about: "dispute", paymentIntent: "pi_1", ...dispute };
  await assert.rejects(run(obey, { received, statement }, { queuedAt: money.world.now }), fault);
});
