// The application's ports, met by the world.
import type { AppPorts } from "../domain/app_ports.ts";
import { createRateAlarm } from "./alerts.ts";
import { sameSecret } from "./crypto/same_secret.ts";
import { createMoneyPorts } from "./payments/money_ports.ts";
import { createStepQueue } from "./queue/step_queue.ts";
import { createPreCheckoutAnswers } from "./telegram/answer_pre_checkout.ts";
import { createApi } from "./telegram/bot_api.ts";
import { createContactChecker } from "./telegram/check_contact.ts";
import { createInitDataChecker } from "./telegram/check_init_data.ts";
import { createOutboxQueue } from "./telegram/outbox_queue.ts";
import type { World } from "./world.ts";

/** More failed validations than this in a minute raise an alarm (contract 1.1). */
const FAILURES_PER_MINUTE = 10;

export function createPorts(world: World): AppPorts {
  const {
    config,
    clock,
    log,
    vault,
    execute,
    views,
    consoleViews,
    cargotech,
    sessionStore,
    metrics,
    alerts,
  } = world;
  const { updates } = config;
  const failed = createRateAlarm({
    limit: FAILURES_PER_MINUTE,
    clock,
    alarm: (count) => alerts.alarm("many failed sign-ins", { lastMinute: count }),
  });
  return {
    clock,
    newId: world.newId,
    log: { ...log, tail: world.live.tail },
    vault,
    execute,
    views,
    consoleViews,
    money: createMoneyPorts({
      views: world.moneyViews,
      secrets: world.typedSecrets,
      kv: world.kv,
      random: world.random,
      logger: world.logger,
      providers: world.paymentProviders,
      key: config.SECRET_KEY[0]!,
      trialDays: config.TRIAL_DAYS,
      graceDays: config.GRACE_DAYS,
      admins: new Set(config.ADMIN_TELEGRAM_IDS).size,
    }),
    yookassaDoor: world.yookassaDoor,
    stripeDoor: world.stripe?.door ?? null,
    outboxQueue: createOutboxQueue(world.queue),
    stepQueue: createStepQueue(world.queue, world.hide),
    projections: world.projections,
    source: cargotech,
    cargoWatch: cargotech,
    searchWatch: world.searchWatcher,
    cargotechConsole: cargotech,
    sessionStore,
    checkInitData: createInitDataChecker({
      botToken: config.TELEGRAM_BOT_TOKEN,
      maxAgeSeconds: config.INIT_DATA_MAX_AGE,
      clock: world.machineClock,
    }),
    checkContact: createContactChecker({
      botToken: config.TELEGRAM_BOT_TOKEN,
      maxAgeSeconds: config.INIT_DATA_MAX_AGE,
      clock: world.machineClock,
    }),
    onInvalidInitData(why) {
      metrics.invalidInitData.inc({ why });
      failed();
    },
    onUpdateNotKept: (why, about) => alerts.alarm("an update of Telegram was not kept", { why, ...about }),
    answerPreCheckout: createPreCheckoutAnswers({
      api: createApi(config.TELEGRAM_BOT_TOKEN, config.TELEGRAM_API_ROOT),
      logger: world.logger,
    }),
    trustsUpdates: (secret) =>
      updates.mode === "webhook" && secret !== null && sameSecret(secret, updates.secret),
  };
}
