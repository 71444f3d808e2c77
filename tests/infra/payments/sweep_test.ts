// Comparing with a provider of which not everything can be taken in, or read.
import assert from "node:assert/strict";
import type { PaymentProvider, ProviderPayment } from "../../../domain/payments/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import { compareSweep, SWEEPS_STREAM } from "../../../domain/payments/reconciliation/sweep.ts";
import { sweepProvider } from "../../../infra/payments/sweep.ts";
import { IVAN, registered, word } from "../../domain/payments/bought.ts";
import { agreeing, by, moneyOnKv } from "../../domain/payments/money_on_kv.ts";
import { stepDeps } from "./kit.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

Deno.test("one payment that cannot be taken in keeps no other out, and there is no report until it can", async () => {
  const listed: ProviderPayment[] = [];
  const provider: PaymentProvider = {
    ...agreeing,
    list: async function* () {
      yield* listed;
    },
    refundsOf: () => Promise.reject(new ProviderFailure("YooKassa: no answer", "unknown")),
  };
  await using money = await moneyOnKv([provider]);
  const [stuck, fine] = [await registered(money, 1), await registered(money, 2)];
  listed.push({ ...word(stuck), refunded: { minor: 100, currency: "RUB" } }, word(fine));
  await assert.rejects(sweepProvider(provider, stepDeps(money), by), /no answer/);
  const statuses = await Promise.all([stuck, fine].map((id) => money.payments.find(id)));
  assert.deepEqual(statuses.map((payment) => payment?.status), ["pending", "succeeded"]);
});

const windows = [
  { what: "is looked at again", days: { from: 20, to: 1 }, since: 20 * DAY },
  { what: "is looked at for thirty days and no longer", days: { from: 40, to: 1 }, since: 30 * DAY },
  {
    what: "lies no further back than we were away",
    days: { from: 50, to: 40 },
    since: 40 * DAY + 10 * MINUTE,
  },
] as const;

for (const { what, days, since } of windows) {
  Deno.test(`what could not be read ${what}`, async () => {
    await using money = await moneyOnKv();
    const { now } = money.world;
    const [from, to] = [days.from, days.to].map((ago) => new Date(now - ago * DAY).toISOString());
    const report = compareSweep({ provider: "yookassa", from: from!, to: to! }, [], [], ["strange"]);
    await money.log.append({
      streams: [{ streamId: SWEEPS_STREAM, expectedVersion: "any", events: [report] }],
      meta: { at: to!, actor: by.actor, correlationId: "test" },
    });
    await money.caughtUp();
    const { data } = await sweepProvider(agreeing, stepDeps(money), by);
    assert.equal(now - Date.parse(data.from), since);
  });
}

Deno.test("a renewal whose first charge lies before the days compared adds up", async () => {
  const charges: ProviderPayment[] = [];
  const provider: PaymentProvider = {
    ...agreeing,
    name: "stars",
    currency: "XTR",
    account: { test: false },
    list: async function* (since) {
      yield* charges.filter(({ paidAt = "" }) => paidAt >= since);
    },
    load: (id) => Promise.resolve(charges.find(({ providerPaymentId }) => providerPaymentId === id) ?? null),
  };
  await using money = await moneyOnKv([provider]);
  const begun = await money.payments.start(IVAN, { tariffId: "month", provider: "stars" }, by);
  assert.ok("payment" in begun);
  const { paymentId, amount } = begun.payment;
  const charge = (providerPaymentId: string): ProviderPayment => ({
    ...{ provider: "stars", providerPaymentId, status: "succeeded", amount, test: false, paymentId },
    paidAt: new Date(money.world.now).toISOString(),
  });
  charges.push(charge("first"));
  await money.payments.observe(charges[0]!, "webhook", by);
  money.world.now += 30 * DAY;
  charges.push({ ...charge("renewal"), renewal: true });
  const { data } = await sweepProvider(provider, stepDeps(money), by);
  assert.deepEqual(data.localOnly, []);
  assert.equal(data.clean, true);
});
