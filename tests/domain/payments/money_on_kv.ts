// Payments, subscriptions, promo codes and settings over a real store and real views, with a provider that agrees.
import { createPayments } from "../../../domain/payments/mod.ts";
import { paymentAudit, paymentDeliveries } from "../../../domain/payments/deliveries.ts";
import { orphans } from "../../../domain/payments/orphans.ts";
import type { PaymentProvider } from "../../../domain/payments/ports.ts";
import { sweeps } from "../../../domain/payments/sweep.ts";
import { driverPayments, payments, providerPayments } from "../../../domain/payments/view.ts";
import { createReactions } from "../../../domain/processes/mod.ts";
import { createPerformStep, isInsideStep } from "../../../domain/processes/perform.ts";
import { createPromoCodes } from "../../../domain/promo_codes/mod.ts";
import { promoCodes, promoUses } from "../../../domain/promo_codes/view.ts";
import { defaultFlags } from "../../../domain/settings/flags.ts";
import { createSettings } from "../../../domain/settings/mod.ts";
import { defaultTariffs } from "../../../domain/settings/tariffs.ts";
import { flags, settings } from "../../../domain/settings/view.ts";
import { createExecute } from "../../../domain/shared/handle.ts";
import type { Origin } from "../../../domain/shared/origin.ts";
import type { NewMessage } from "../../../domain/shared/queue.ts";
import type { Projection } from "../../../domain/shared/projection.ts";
import { createSubscriptions } from "../../../domain/subscriptions/mod.ts";
import { subscriptions } from "../../../domain/subscriptions/view.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { everything, kvLog } from "../../infra/eventlog/kit.ts";
import { quiet } from "../../infra/queue/kit.ts";

export const by: Origin = { actor: { kind: "system" }, correlationId: "test" };
const SHOP = { shop: "100500", test: false };

const projected: readonly Projection<unknown>[] = [
  payments,
  driverPayments,
  providerPayments,
  paymentAudit,
  paymentDeliveries,
  orphans,
  sweeps,
  subscriptions,
  promoCodes,
  promoUses,
  flags,
  settings,
];

/** Time stands at `now` until the test moves it; queued steps wait until `performSteps`. */
export async function moneyOnKv() {
  const world = { now: Date.parse("2026-03-03T11:00:00.000Z"), ids: 0, kept: new Map<string, string>() };
  const clock = () => world.now;
  const kv = await Deno.openKv(":memory:");
  const log = kvLog(kv);
  const projections = createProjections({
    kv,
    log,
    projections: projected,
    logger: quiet,
    clock,
    random: Math.random,
  });
  await projections.start();
  const queued: NewMessage[] = [];
  const react = createReactions({ dispatchChatId: "-1" });
  const execute = createExecute({ log, clock, reactions: react });
  const vault = { open: (value: string | null | undefined) => Promise.resolve(value ?? null) };
  const set = createSettings({
    execute,
    views: { flags: projections.view(flags), settings: projections.view(settings) },
    secrets: {
      put: (key, value) => Promise.resolve(void world.kept.set(key, value)),
      fingerprint: (_, value) => `fingerprint of ${value.length}`,
    },
    defaults: {
      flags: defaultFlags(["yookassa"]),
      settings: {
        tariffs: defaultTariffs({ month: "Месяц", quarter: "3 месяца", half_year: "Полгода", year: "Год" }),
        trial_days: 0,
        grace_days: 0,
        dispute_policy: "suspend",
        below_minimum: "raise",
      },
    },
  });
  const subscribed = createSubscriptions({
    execute,
    view: projections.view(subscriptions),
    vault,
    settings: set,
    keys: {
      keyOf: (driverId, grantId) => `key-${driverId}-${grantId}`,
      digestOf: (key) => `digest of ${key}`,
    },
    clock,
  });
  const codes = createPromoCodes({
    execute,
    views: { codes: projections.view(promoCodes), uses: projections.view(promoUses) },
    subscriptions: subscribed,
    belowMinimum: async () => (await set.values()).below_minimum,
    clock,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
  const paid = createPayments({
    execute,
    log,
    views: {
      payments: projections.view(payments),
      driverPayments: projections.view(driverPayments),
      providerPayments: projections.view(providerPayments),
      orphans: projections.view(orphans),
      sweeps: projections.view(sweeps),
      audit: projections.view(paymentAudit),
      deliveries: projections.view(paymentDeliveries),
    },
    vault,
    providers: [agreeing],
    settings: set,
    subscriptions: subscribed,
    promoCodes: codes,
    clock,
    newId: () => `id-${++world.ids}`,
  });
  const perform = createPerformStep({ payments: paid, subscriptions: subscribed, promoCodes: codes });
  return {
    world,
    log,
    settings: set,
    subscriptions: subscribed,
    promoCodes: codes,
    payments: paid,
    /** Does what every fact so far asks for, as a worker would after a crash: all of it, again. */
    async performSteps() {
      queued.length = 0;
      for (const event of await everything(log)) queued.push(...react(event));
      for (const { kind, data, dueAt = 0 } of queued) {
        if (isInsideStep(kind) && dueAt <= world.now) await perform(kind, data, by);
      }
    },
    story: async () => (await everything(log)).map(({ type }) => type),
    async [Symbol.asyncDispose]() {
      await projections.stop();
      kv.close();
    },
  };
}

const nobody = async function* () {};

/** Never asked for more than a call to prepare: what a provider says is given to `observe` by the tests. */
const agreeing: PaymentProvider = {
  name: "yookassa",
  currency: "RUB",
  account: SHOP,
  partialRefunds: true,
  prepare: ({ paymentId, amount }) => ({
    idempotenceKey: `pay-${paymentId}`,
    body: JSON.stringify({ amount, paymentId }),
  }),
  create: () => Promise.resolve({ rejected: { code: "not_asked" } }),
  fetch: () => Promise.resolve(null),
  fetchRefund: () => Promise.resolve(null),
  list: nobody,
  listRefunds: nobody,
  refund: () => Promise.resolve({ rejected: { code: "not_asked" } }),
};
