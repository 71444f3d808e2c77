// Asking for a refund that our key has no right to: not given up when an earlier try may have been obeyed.
import assert from "node:assert/strict";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import type { PaymentProvider, ProviderRefund } from "../../../domain/payments/ports.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { createRefundPayment } from "../../../infra/payments/refund_payment.ts";
import { registered, word } from "../../domain/payments/bought.ts";
import { agreeing, by, moneyOnKv } from "../../domain/payments/money_on_kv.ts";
import { run, stepDeps } from "./kit.ts";

const amount = kopecks(10_000);
const reason = "просил водитель";

/** A refund asked for, at a provider that does `refund`, by default forbids it, and has `there` of what went back. */
async function asking(
  refund: PaymentProvider["refund"] = () =>
    Promise.reject(new ProviderFailure("YooKassa: POST /refunds answered 403", "forbidden")),
) {
  const there: ProviderRefund[] = [];
  const money = await moneyOnKv([{
    ...agreeing,
    refund,
    refundsOf: () => Promise.resolve(there),
  }]);
  const paymentId = await registered(money);
  await money.payments.observe(word(paymentId), "webhook", by);
  const asked = await money.payments.requestRefund(paymentId, { refundId: "r1", amount, reason }, by);
  assert.ok(!("refused" in asked), JSON.stringify(asked));
  const queuedAt = money.world.now;
  const handler = createRefundPayment(stepDeps(money));
  return {
    /** The provider obeyed a call whose answer we never had. */
    obeyed: () =>
      there.push({
        provider: "yookassa",
        providerRefundId: "theirs-r1",
        providerPaymentId: `theirs-${paymentId}`,
        status: "succeeded",
        amount,
        at: new Date(queuedAt).toISOString(),
      }),
    async ask({ attempt = 1, watched = false }: { attempt?: number; watched?: boolean } = {}) {
      const requestedAt = watched && { requestedAt: new Date(queuedAt).toISOString() };
      await run(handler, { paymentId, refundId: "r1", ...requestedAt }, { queuedAt, attempt });
    },
    /** The payer's bank has taken the money meanwhile. */
    async lost() {
      const settled = {
        disputeId: "d1",
        outcome: "lost",
        closedAt: new Date(queuedAt).toISOString(),
      } as const;
      await money.payments.settleDispute(paymentId, settled, by);
    },
    async outcome() {
      const events = await money.log.readStream(`payment-${paymentId}`);
      const { type, data } = events.at(-1)!;
      return [type, data["refundId"], data["reason"] ?? data["external"]];
    },
    [Symbol.asyncDispose]: () => money[Symbol.asyncDispose](),
  };
}

Deno.test("a refund that is forbidden when it is first asked for has failed", async () => {
  await using refund = await asking();
  await refund.ask();
  assert.deepEqual(await refund.outcome(), ["RefundFailed", "r1", "forbidden"]);
});

for (const [name, asked] of [["tried before", { attempt: 2 }], ["watched", { watched: true }]] as const) {
  Deno.test(`a refund ${name} and forbidden since is looked up: it may have been obeyed`, async () => {
    await using refund = await asking();
    refund.obeyed();
    await refund.ask(asked);
    assert.deepEqual(await refund.outcome(), ["PaymentRefunded", "r1", false]);
  });

  Deno.test(`a refund ${name} and forbidden since that the provider knows nothing of has failed`, async () => {
    await using refund = await asking();
    await refund.ask(asked);
    assert.deepEqual(await refund.outcome(), ["RefundFailed", "r1", "forbidden"]);
  });
}

Deno.test("a refund still on its way when the dispute is lost is not asked of the provider: the bank has taken the money", async () => {
  await using refund = await asking(() => {
    throw new Error("Nobody may ask for this refund");
  });
  await refund.lost();
  await refund.ask();
  assert.deepEqual(await refund.outcome(), ["RefundFailed", "r1", "dispute_lost"]);
});

Deno.test("a refund tried before the dispute was lost is looked up: it may have been obeyed", async () => {
  await using refund = await asking();
  refund.obeyed();
  await refund.lost();
  await refund.ask({ attempt: 2 });
  assert.deepEqual(await refund.outcome(), ["PaymentRefunded", "r1", false]);
});
