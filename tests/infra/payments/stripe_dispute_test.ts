// What Stripe says of a dispute: the record names what came of it and nothing else.
import assert from "node:assert/strict";
import type Stripe from "stripe";
import { createStripeHandler } from "../../../infra/payments/stripe/obey.ts";
import { type Statement, statementOf } from "../../../infra/payments/stripe/statement.ts";
import type { Outcome } from "../../../infra/queue/handler.ts";
import { type Money, registered, word } from "../../domain/payments/bought.ts";
import { by, moneyOnKv } from "../../domain/payments/money_on_kv.ts";
import { run, stepDeps } from "./kit.ts";

const AT = "2026-03-03T11:00:00.000Z";

/** Obeys the word that a dispute was opened; `meanwhile` happens once the payment was found. */
function tell(money: Money, paymentId: string, meanwhile?: () => Promise<unknown>) {
  const dispute = { paymentIntent: "pi_1", disputeId: "du_1", openedAt: AT, at: AT, reason: "fraudulent" };
  return obey(money, paymentId, { about: "dispute", phase: "open", ...dispute }, meanwhile);
}

async function obey(
  money: Money,
  paymentId: string,
  statement: Statement,
  meanwhile: () => Promise<unknown> = async () => {},
) {
  const { payments, ...deps } = stepDeps(money);
  const handler = createStripeHandler({
    ...deps,
    payments: {
      ...payments,
      async findByProvider(id) {
        const found = await payments.findByProvider(id);
        await meanwhile();
        return found;
      },
    },
    provider: {
      sessionOf: () => Promise.resolve(`theirs-${paymentId}`),
      refundsOf: () => Promise.resolve([]),
    },
  });
  const received = { deliveryId: "d1", provider: "stripe", channel: "webhook", receivedAt: AT };
  return judgementIn(await run(handler, { received, statement }, { queuedAt: money.world.now }));
}

function judgementIn(outcome: Outcome) {
  assert.ok("done" in outcome);
  const [event] = outcome.done.streams?.[0]?.events ?? [];
  return [event?.data["verdict"], event?.data["resultingEventIds"]];
}

Deno.test("a dispute is news once, and what happens to the payment meanwhile is not taken for it", async () => {
  await using money = await moneyOnKv();
  const paymentId = await registered(money);
  await money.payments.observe(word(paymentId), "webhook", by);
  const before = (await money.payments.find(paymentId))!.version;
  assert.deepEqual(await tell(money, paymentId), ["accepted", [`payment-${paymentId}@${before + 1}`]]);
  const another = () => money.payments.openDispute(paymentId, { disputeId: "du_2", openedAt: AT }, by);
  assert.deepEqual(await tell(money, paymentId, another), ["duplicate", []]);
  assert.equal((await money.payments.find(paymentId))!.version, before + 2);
});

Deno.test("a dispute Stripe gives no reason for is a dispute", async () => {
  await using money = await moneyOnKv();
  const paymentId = await registered(money);
  await money.payments.observe(word(paymentId), "webhook", by);
  const dispute = { id: "du_1", payment_intent: "pi_1", status: "needs_response", created: 1_772_500_000 };
  const event = { type: "charge.dispute.created", created: dispute.created, data: { object: dispute } };
  const statement = statementOf(event as unknown as Stripe.Event);
  assert.ok(statement);
  assert.deepEqual((await obey(money, paymentId, statement))[0], "accepted");
  assert.equal((await money.payments.find(paymentId))!.status, "disputed");
});
