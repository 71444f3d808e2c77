// A person asks a provider about one payment: what the provider does is told, what we do wrong goes up.
import assert from "node:assert/strict";
import type { PaymentProvider } from "../../../../domain/payments/ports.ts";
import { ProviderFailure } from "../../../../domain/payments/provider_failure.ts";
import { bought, type Money, registered, word } from "../bought.ts";
import { agreeing, by, moneyOnKv } from "../money_on_kv.ts";

const silent = () => Promise.reject(new ProviderFailure("YooKassa: no answer", "unknown"));

/** The provider was asked for it, and its answer was lost. */
const unanswered = async (money: Money) => (await bought(money)).paymentId;

/** Money of one provider that does as `does` says, and a payment of it. */
async function startMoney(begin = registered) {
  const does: Partial<PaymentProvider> = {};
  const money = await moneyOnKv([{
    ...agreeing,
    load: (id) => (does.load ?? agreeing.load)(id),
    list: (since, skipped) => (does.list ?? agreeing.list)(since, skipped),
    refundsOf: (id) => (does.refundsOf ?? agreeing.refundsOf)(id),
  }]);
  const paymentId = await begin(money);
  return {
    does,
    now: money.clock,
    paymentId,
    recheck: () => money.payments.recheck(paymentId, by),
    async verdicts() {
      await money.caughtUp();
      return (await money.payments.audit()).map(({ verdict }) => verdict);
    },
    async status() {
      return (await money.payments.find(paymentId))?.status;
    },
    [Symbol.asyncDispose]: () => money[Symbol.asyncDispose](),
  };
}

Deno.test("a provider that gives no answer is told as that, and written down", async () => {
  await using money = await startMoney();
  money.does.load = silent;
  assert.deepEqual(await money.recheck(), { verdict: "refetch_failed", error: "YooKassa: no answer" });
  assert.deepEqual(await money.verdicts(), ["refetch_failed"]);
});

Deno.test("a provider that falls silent over what went back of a payment is told as that too", async () => {
  await using money = await startMoney();
  const refunded = { minor: 100, currency: "RUB" } as const;
  money.does.load = () => Promise.resolve({ ...word(money.paymentId), refunded });
  money.does.refundsOf = silent;
  assert.deepEqual(await money.recheck(), {
    verdict: "refetch_failed",
    verifiedStatus: "succeeded",
    error: "YooKassa: no answer",
  });
  assert.deepEqual([await money.status(), await money.verdicts()], ["pending", ["refetch_failed"]]);
});

Deno.test("a mistake of ours is no silence of the provider: it goes up, no verdict is written, and it can be asked again", async () => {
  await using money = await startMoney();
  money.does.load = () => Promise.reject(new TypeError("Cannot read properties of undefined"));
  await assert.rejects(money.recheck(), TypeError);
  // Its word is taken in under a name nobody has switched on.
  money.does.load = () => Promise.resolve({ ...word(money.paymentId), provider: "stripe" });
  await assert.rejects(money.recheck(), /Cannot take the word of stripe/);
  assert.deepEqual(await money.verdicts(), []);
  money.does.load = () => Promise.resolve(word(money.paymentId));
  assert.deepEqual(await money.recheck(), { verdict: "accepted", verifiedStatus: "succeeded" });
  assert.equal(await money.status(), "succeeded");
});

Deno.test("a payment whose answer was lost is found though the provider's clock is behind ours", async () => {
  await using money = await startMoney(unanswered);
  const made = new Date(money.now() - 30_000).toISOString();
  money.does.list = async function* (since) {
    if (made >= since) yield word(money.paymentId);
  };
  assert.deepEqual(await money.recheck(), { verdict: "accepted", verifiedStatus: "succeeded" });
});

Deno.test("who gave up looking among very many payments does not say that there is none", async () => {
  await using money = await startMoney(unanswered);
  money.does.list = async function* () {
    for (let other = 0; other < 5_000; other++) yield word(`other-${other}`);
    yield word(money.paymentId);
  };
  assert.deepEqual(await money.recheck(), {
    verdict: "refetch_failed",
    error: `Cannot tell whether payment ${money.paymentId} was made: it is not among 5000 others`,
  });
  assert.equal(await money.status(), "requested");
});
