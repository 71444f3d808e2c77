// The outside of the product, assembled from configuration: store, log, vault, views, queue, CargoTech, sessions.
import { dirname } from "node:path";
import { personalFieldsByType, schemaVersionOf } from "../domain/events.ts";
import { createAccessFollowsMoney } from "../domain/processes/access_follows_money.ts";
import { createReactions } from "../domain/processes/mod.ts";
import { allProjections } from "../domain/projections/all.ts";
import { createExecute } from "../domain/shared/handle.ts";
import type { Clock } from "../domain/shared/ports.ts";
import { upcast } from "../domain/upcasters.ts";
import { createAlerts } from "./alerts.ts";
import { createCargoTechWorld } from "./cargotech/world.ts";
import { type Config, secretsOf } from "./config.ts";
import { hiddenSecrets } from "./crypto/hidden_secrets.ts";
import { createKeyring } from "./crypto/keyring.ts";
import { createSecretStore } from "./crypto/secrets.ts";
import { createVault } from "./crypto/vault.ts";
import { createIntegrity } from "./eventlog/integrity/integrity.ts";
import { createSignedHeads } from "./eventlog/integrity/signed_head.ts";
import { createKvEventLog } from "./eventlog/kv_event_log.ts";
import { createSharedTail } from "./eventlog/read/shared_tail.ts";
import { createLogger } from "./logger.ts";
import { createMetrics } from "./metrics.ts";
import { openStore } from "./open_store.ts";
import { createAccessKeys } from "./payments/access_keys.ts";
import { moneyViews } from "./payments/money_views.ts";
import { createProviders } from "./payments/providers.ts";
import { createAsOfNow } from "./projections/as_of_now.ts";
import { createProjections } from "./projections/projections.ts";
import { createKvQueue } from "./queue/kv_queue.ts";
import { createRedactor } from "./redact.ts";
import { createPriceWatcher } from "./searches/price_watcher.ts";
import { createSearchWatcher } from "./searches/search_watcher.ts";
import { createSessionStore } from "./sessions/session_store.ts";
import { steadyClock } from "./steady_clock.ts";
import { consoleViews, driverViews } from "./views.ts";

export type World = Awaited<ReturnType<typeof createWorld>>;

export interface WorldOptions {
  /** Receives log lines instead of standard output. */
  readonly writeLog?: (line: string) => void;
  /** UTC milliseconds, for tests that cannot wait for days. */
  readonly clock?: Clock;
}

export async function createWorld(
  config: Config,
  { writeLog, clock: machineClock = Date.now }: WorldOptions = {},
) {
  const clock = steadyClock(machineClock);
  const { hide, learn } = createRedactor(secretsOf(config));
  const logger = createLogger({
    level: config.LOG_LEVEL,
    hide,
    clock,
    ...(writeLog && { write: writeLog }),
  });
  const alerts = await createAlerts({ dsn: config.SENTRY_DSN, logger, hide });
  const newId = () => crypto.randomUUID();
  const random = Math.random;
  const metrics = createMetrics();
  if (config.KV_PATH !== ":memory:") await Deno.mkdir(dirname(config.KV_PATH), { recursive: true });
  const kv = await openStore(config.KV_PATH);

  const keyring = createKeyring(config.ENCRYPTION_KEYS);
  const vault = createVault({
    ...{ kv, keyring, personalFields: personalFieldsByType, clock, random },
    alarm: alerts.alarm,
  });
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
    alarm: alerts.alarm,
  });
  const queue = createKvQueue({ kv, clock, newId, random, alarm: alerts.alarm });
  const admins = new Set(config.ADMIN_TELEGRAM_IDS);
  const reactions = createReactions({
    dispatchChatId: config.DISPATCH_CHAT_ID,
    admins: [...admins].map(String),
  });
  const keys = createAccessKeys(config.SECRET_KEY[0]!);
  const along = { follow: createAccessFollowsMoney({ keys, clock }), onFailure: alerts.report };
  const execute = createExecute({ log, clock, reactions, along });

  const secrets = createSecretStore({ kv, keyring, random });
  const typedSecrets = hiddenSecrets(secrets, learn);
  const { alarm } = alerts;
  const ground = { config, secrets, log, clock, machineClock, newId, random, alarm };
  const cargotech = createCargoTechWorld({ ...ground, kv, logger, metrics });
  const stopping = new AbortController();
  const providers = await createProviders({ ...ground, secrets: typedSecrets, signal: stopping.signal });

  const sessionStore = createSessionStore({
    kv,
    keys: config.SECRET_KEY,
    clock,
    newId,
    random,
    roleOf: (driverId) => admins.has(driverId) ? "admin" : "driver",
  });

  const asOfNow = createAsOfNow(projections, log);
  const views = driverViews(asOfNow);
  const money = moneyViews(asOfNow);
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
    /** As the machine's is, for what others have stamped by theirs. */
    machineClock,
    newId,
    random,
    hide,
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
    reactions,
    execute,
    cargotech,
    searchWatcher,
    priceWatcher,
    sessionStore,
    views,
    moneyViews: money,
    typedSecrets,
    ...providers,
    consoleViews: consoleViews(projections),
    /** What live pages follow; stopping it lets them go. */
    live: {
      tail: live.tail,
      async stop() {
        projections.endProgress();
        await Promise.all([live.stop(), integrity.stop()]);
      },
    },
    /** Runs work whose reading of views must not miss what is committed by now. */
    asOfNow: asOfNow.run,
    /** Cuts short what providers of payments are being asked; each question is asked again with its key. */
    hangUp: () => stopping.abort(),
    /** Ends what runs behind requests and workers, the store last. */
    async close() {
      await cargotech.stop();
      await integrity.stop();
      await projections.stop();
      kv.close();
    },
  };
}
