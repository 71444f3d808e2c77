// The outside of the product, assembled from configuration: store, log, vault, views, queue, CargoTech, sessions.
import { dirname } from "node:path";
import { personalFieldsByType, schemaVersionOf } from "../domain/events.ts";
import { backhaul } from "../domain/backhaul/view.ts";
import { drivers } from "../domain/drivers/view.ts";
import { favouritePrices } from "../domain/favourite_prices/view.ts";
import { activity } from "../domain/history/activity.ts";
import { eventIndex } from "../domain/history/event_index.ts";
import { moneyDays } from "../domain/history/money_days.ts";
import { markedCargos, marks } from "../domain/marks/view.ts";
import type { PaymentProvider } from "../domain/payments/ports.ts";
import { allProjections } from "../domain/projections/all.ts";
import { createReactions } from "../domain/processes/mod.ts";
import { confirmations, postedResponses } from "../domain/responses/posted.ts";
import { responses } from "../domain/responses/view.ts";
import { loadAlerts } from "../domain/searches/load_alerts.ts";
import { unreachable } from "../domain/reachability/view.ts";
import { searches } from "../domain/searches/view.ts";
import { watches } from "../domain/searches/watches.ts";
import { createExecute } from "../domain/shared/handle.ts";
import type { Clock } from "../domain/shared/ports.ts";
import { upcast } from "../domain/upcasters.ts";
import { createAlerts } from "./alerts.ts";
import { type Config, secretsOf } from "./config.ts";
import { createCargoTech } from "./cargotech/source.ts";
import { recordCargoTech } from "./cargotech/record.ts";
import { createKeyring } from "./crypto/keyring.ts";
import { createSecretStore } from "./crypto/secrets.ts";
import { createVault } from "./crypto/vault.ts";
import { createIntegrity } from "./eventlog/integrity.ts";
import { createKvEventLog } from "./eventlog/kv_event_log.ts";
import { createSharedTail } from "./eventlog/shared_tail.ts";
import { createSignedHeads } from "./eventlog/signed_head.ts";
import { createLogger } from "./logger.ts";
import { createMetrics } from "./metrics.ts";
import { moneyViews } from "./payments/money_views.ts";
import { createStarsWorld } from "./payments/stars/world.ts";
import { createStripeWorld } from "./payments/stripe/world.ts";
import { createYooKassaWorld } from "./payments/yookassa/world.ts";
import { createProjections } from "./projections/projections.ts";
import { createKvQueue } from "./queue/kv_queue.ts";
import { createPriceWatcher } from "./searches/price_watcher.ts";
import { createSearchWatcher } from "./searches/search_watcher.ts";
import { createSessionStore } from "./sessions/session_store.ts";

export type World = Awaited<ReturnType<typeof createWorld>>;

export interface WorldOptions {
  /** Receives log lines instead of standard output. */
  readonly writeLog?: (line: string) => void;
  /** UTC milliseconds, for tests that cannot wait for days. */
  readonly clock?: Clock;
}

export async function createWorld(config: Config, { writeLog, clock = Date.now }: WorldOptions = {}) {
  const logger = createLogger({
    level: config.LOG_LEVEL,
    secrets: secretsOf(config),
    clock,
    ...(writeLog && { write: writeLog }),
  });
  const alerts = await createAlerts({ dsn: config.SENTRY_DSN, logger, secrets: secretsOf(config) });
  const newId = () => crypto.randomUUID();
  const random = Math.random;
  const metrics = createMetrics();
  if (config.KV_PATH !== ":memory:") await Deno.mkdir(dirname(config.KV_PATH), { recursive: true });
  const kv = await Deno.openKv(config.KV_PATH);

  const keyring = createKeyring(config.ENCRYPTION_KEYS);
  const vault = createVault({ kv, keyring, personalFields: personalFieldsByType, clock, random });
  const log = createKvEventLog({ kv, clock, newId, random, seal: vault, schemaVersionOf, upcast });
  const signedHeads = createSignedHeads({ kv, keys: config.SECRET_KEY, clock, random });
  const integrity = createIntegrity({ kv, signedHeads, clock });
  const live = createSharedTail(log, (error) => alerts.report(error));
  const projections = createProjections({
    kv,
    log,
    projections: allProjections,
    logger,
    clock,
    random,
  });
  const queue = createKvQueue({ kv, clock, newId, random });
  const reactions = createReactions({ dispatchChatId: config.DISPATCH_CHAT_ID });
  const execute = createExecute({ log, clock, reactions });

  const secrets = createSecretStore({ kv, keyring, random });
  const cargotech = createCargoTech({
    baseUrl: config.CARGOTECH_BASE_URL,
    phone: config.CARGOTECH_PHONE,
    password: config.CARGOTECH_PASSWORD,
    ratePerMinute: config.CARGOTECH_RATE_PER_MINUTE,
    ttl: {
      list: config.LIST_CACHE_TTL,
      detail: config.DETAIL_CACHE_TTL,
      city: config.CITY_CACHE_TTL,
      token: config.CARGOTECH_TOKEN_CACHE_TTL,
    },
    kv,
    secrets,
    clock,
    random,
    // What goes wrong with our account is for a person to look at.
    logger: { ...logger, error: alerts.alarm },
    alarm: alerts.alarm,
    record: recordCargoTech({ log, clock, newId }),
    count: (what, labels = {}) => metrics.cargotech.inc({ what, detail: Object.values(labels).join(" ") }),
  });

  const stopping = new AbortController();
  const { alarm } = alerts;
  const providerWorld = { config, secrets, log, clock, newId, random, alarm, signal: stopping.signal };
  const yookassa = await createYooKassaWorld(providerWorld);
  const stars = createStarsWorld(providerWorld);
  const stripe = await createStripeWorld(providerWorld);
  const paymentProviders: readonly PaymentProvider[] = [
    ...(yookassa ? [yookassa.provider] : []),
    ...(stars ? [stars] : []),
    ...(stripe ? [stripe.provider] : []),
  ];

  const admins = new Set(config.ADMIN_TELEGRAM_IDS);
  const sessionStore = createSessionStore({
    kv,
    keys: config.SECRET_KEY,
    clock,
    newId,
    random,
    roleOf: (driverId) => admins.has(driverId) ? "admin" : "driver",
  });

  const views = {
    drivers: projections.view(drivers),
    responses: projections.view(responses),
    postedResponses: projections.view(postedResponses),
    confirmations: projections.view(confirmations),
    marks: projections.view(marks),
    markedCargos: projections.view(markedCargos),
    searches: projections.view(searches),
    watches: projections.view(watches),
    loadAlerts: projections.view(loadAlerts),
    unreachable: projections.view(unreachable),
    backhaul: projections.view(backhaul),
    favouritePrices: projections.view(favouritePrices),
  };
  const money = moneyViews(projections);
  const consoleViews = {
    eventIndex: projections.view(eventIndex),
    activity: projections.view(activity),
    moneyDays: projections.view(moneyDays),
  };
  const searchWatcher = createSearchWatcher({
    kv,
    log,
    views,
    reactions,
    source: cargotech,
    ...{ clock, newId, random, logger },
  });
  const priceWatcher = createPriceWatcher({ log, views, reactions, source: cargotech, clock, newId });
  return {
    config,
    clock,
    newId,
    random,
    logger,
    alerts,
    metrics,
    kv,
    vault,
    log,
    signedHeads,
    integrity,
    projections,
    queue,
    execute,
    cargotech,
    searchWatcher,
    priceWatcher,
    sessionStore,
    views,
    moneyViews: money,
    secrets,
    /** Providers that are switched on. */
    paymentProviders,
    yookassaDoor: yookassa?.door ?? null,
    stripe,
    /** Nobody but the console reads these, so nobody else waits for them. */
    consoleViews,
    /** What live pages follow; stopping it lets them go. */
    live: {
      tail: live.tail,
      async stop() {
        projections.endProgress();
        await Promise.all([live.stop(), integrity.stop()]);
      },
    },
    /** Cuts short what providers of payments are being asked; each question is asked again with its key. */
    hangUp: () => stopping.abort(),
    /** Ends what runs behind requests and workers, the store last. */
    async close() {
      await cargotech.stop();
      await integrity.stop();
      await projections.stop();
      kv.close();
    },
    /** Resolves when every view has what is committed by now. */
    async caughtUp() {
      const { position } = await log.head();
      await Promise.all(
        [...Object.values(views), ...Object.values(money)].map((view) => view.reached(position)),
      );
    },
  };
}
