// Payments, subscriptions, promo codes and settings over a real store and real views, with providers that agree.
import { createHash } from "node:crypto";
import { createMoney, type MoneyPorts } from "../../../domain/money.ts";
import type { PaymentProvider } from "../../../domain/payments/ports.ts";
import { moneyProjections, type MoneyViews } from "../../../domain/projections/money.ts";
import { GUESS_WINDOW } from "../../../domain/promo_codes/guesses.ts";
import { createReactions } from "../../../domain/processes/mod.ts";
import { isInsideStep } from "../../../domain/processes/perform.ts";
import { defaultFlags } from "../../../domain/settings/flags.ts";
import { defaultTariffs } from "../../../domain/settings/tariffs.ts";
import { createExecute, type HandleDeps } from "../../../domain/shared/handle.ts";
import type { Origin } from "../../../domain/shared/origin.ts";
import type { NewMessage } from "../../../domain/shared/queue.ts";
import type { Projection } from "../../../domain/shared/projection.ts";
import type { AccessKeys } from "../../../domain/subscriptions/ports.ts";
import { moneyViews } from "../../../infra/payments/money_views.ts";
import { createWrongCodes } from "../../../infra/payments/wrong_codes.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { everything, kvLog } from "../../infra/eventlog/kit.ts";
import { quiet } from "../../infra/queue/kit.ts";

export const by: Origin = { actor: { kind: "system" }, correlationId: "test" };
const SHOP = { shop: "100500", test: false };

/** Time stands at `now` until the test moves it; queued steps wait until `performSteps`. */
export async function moneyOnKv(providers: readonly PaymentProvider[] = [agreeing, agreeingInStars]) {
  const world = { now: Date.parse("2026-03-03T11:00:00.000Z"), ids: 0, kept: new Map<string, string>() };
  const clock = () => world.now;
  const kv = await Deno.openKv(":memory:");
  const log = kvLog(kv);
  const projections = createProjections({
    kv,
    log,
    projections: Object.values<Projection<unknown>>(moneyProjections),
    logger: quiet,
    clock,
    random: Math.random,
  });
  await projections.start();
  const queued: NewMessage[] = [];
  const react = createReactions({ dispatchChatId: "-1", admins: [] });
  const vault = { open: (value: string | null | undefined) => Promise.resolve(value ?? null) };
  const views = moneyViews(projections);
  const isKnown = () => Promise.resolve(true);
  const shared = { log, vault, clock, newId: () => `id-${++world.ids}`, isKnown };
  const ports: MoneyPorts = {
    views,
    providers,
    secretSettings: {
      put: (key, value) => Promise.resolve(void world.kept.set(key, value)),
      fingerprint: (_, value) => `fingerprint of ${value.length}`,
    },
    accessKeys: {
      keyOf: (driverId, grantId) => `key-${driverId}-${grantId}`,
      digestOf: (key) => `digest of ${key}`,
    },
    wrongCodes: createWrongCodes({
      kv,
      digestOf: (caller) => caller,
      keepMs: GUESS_WINDOW,
      random: Math.random,
      logger: quiet,
    }),
    defaults: {
      flags: defaultFlags(["yookassa"]),
      settings: {
        tariffs: defaultTariffs({ month: "Месяц", quarter: "3 месяца", half_year: "Полгода", year: "Год" }),
        trial_days: 0,
        grace_days: 0,
        dispute_policy: "suspend",
        refund_second_admin_from: 0,
        below_minimum: "raise",
      },
    },
    secretBytes: (name, count) => createHash("sha256").update(name).digest().subarray(0, count),
  };
  /** Turns are kept within a process: the store alone stands between two. */
  const startProcess = (
    { along, views: others = {} }: {
      along?: (keys: AccessKeys) => NonNullable<HandleDeps["along"]>;
      views?: Partial<MoneyViews>;
    } = {},
  ) => {
    const execute = createExecute({
      ...{ log, clock, reactions: react },
      ...(along && { along: along(ports.accessKeys) }),
    });
    return createMoney({ ...shared, execute }, { ...ports, views: { ...views, ...others } });
  };
  const money = startProcess();
  return {
    world,
    clock,
    log,
    views,
    ...money,
    startProcess,
    /** Does what every fact so far asks for, as a worker would after a crash: all of it, again. */
    async performSteps() {
      queued.length = 0;
      for (const event of await everything(log)) queued.push(...react(event));
      for (const { kind, data, dueAt = 0 } of queued) {
        if (isInsideStep(kind) && dueAt <= world.now) await money.performStep(kind, data, by);
      }
    },
    /** The views show everything there is in the log. */
    async caughtUp() {
      const { position } = await log.head();
      await Promise.all(Object.values(views).map((view) => view.reached(position)));
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
export const agreeing: PaymentProvider = {
  name: "yookassa",
  currency: "RUB",
  account: SHOP,
  partialRefunds: true,
  prepare: ({ paymentId, amount }) => ({
    idempotenceKey: `pay-${paymentId}`,
    body: JSON.stringify({ amount, paymentId }),
  }),
  create: () => Promise.resolve({ rejected: { code: "not_asked" } }),
  load: () => Promise.resolve(null),
  loadRefund: () => Promise.resolve(null),
  list: nobody,
  listRefunds: nobody,
  refundsOf: () => Promise.resolve([]),
  refund: () => Promise.resolve({ rejected: { code: "not_asked" } }),
};

const agreeingInStars: PaymentProvider = {
  ...agreeing,
  name: "stars",
  currency: "XTR",
  account: { test: false },
};
