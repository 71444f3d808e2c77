// When providers are compared with, and which views that waits for.
import assert from "node:assert/strict";
import type { PaymentProvider } from "../../../domain/payments/ports.ts";
import type { View } from "../../../domain/shared/projection.ts";
import { paymentJobs } from "../../../infra/workers/payment_jobs.ts";
import type { Money } from "../../domain/payments/bought.ts";
import { agreeing, moneyOnKv } from "../../domain/payments/money_on_kv.ts";

const HOUR = 3_600_000;

function sweepOf(money: Money, provider: PaymentProvider, moneyViews: Money["views"] = money.views) {
  const alerts = { report() {}, alarm() {}, flush: () => Promise.resolve() };
  const newId = () => crypto.randomUUID();
  const [job] = paymentJobs({ ...money, alerts, newId, moneyViews, paymentProviders: [provider] }, money);
  assert.equal(job?.kind, "payments.sweep");
  return job;
}

const stopped = <Row>(view: View<Row>): View<Row> => ({
  ...view,
  reached: () => Promise.reject(new Error("The view has stopped")),
});

Deno.test("a long comparison is no sleep: who was read meanwhile is not read again", async () => {
  await using money = await moneyOnKv();
  let readings = 0;
  const slow: PaymentProvider = {
    ...agreeing,
    list(since) {
      readings++;
      money.world.now += 2 * HOUR;
      return agreeing.list(since);
    },
  };
  const job = sweepOf(money, slow);
  await job.run();
  await job.run();
  assert.equal(readings, 1);
  money.world.now += 2 * HOUR;
  await job.run();
  assert.equal(readings, 2);
});

Deno.test("a comparison goes on when a view has stopped that it does not read", async () => {
  await using money = await moneyOnKv();
  const { audit, deliveries, orphans } = money.views;
  const others = { audit: stopped(audit), deliveries: stopped(deliveries), orphans: stopped(orphans) };
  await sweepOf(money, agreeing, { ...money.views, ...others }).run();
  await money.caughtUp();
  assert.equal((await money.payments.sweeps()).length, 1);
});

Deno.test("a comparison does not begin before the views it reads show everything", async () => {
  await using money = await moneyOnKv();
  const { payments, providerPayments, sweeps } = money.views;
  const read = [
    { payments: stopped(payments) },
    { providerPayments: stopped(providerPayments) },
    { sweeps: stopped(sweeps) },
  ];
  for (const views of read) {
    const early = sweepOf(money, agreeing, { ...money.views, ...views }).run();
    await assert.rejects(early, /The view has stopped/);
  }
  await money.caughtUp();
  assert.deepEqual(await money.payments.sweeps(), []);
});
