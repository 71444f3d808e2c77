// Everything that happens without a request: messages to Telegram, updates from it, renewals.
import type { App } from "../../domain/app.ts";
import { chatOf } from "../../domain/messages/kinds.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import { about } from "../queue/record_ending.ts";
import { createWorker } from "../queue/worker.ts";
import { createBotAccess } from "../telegram/bot_access.ts";
import { createApi } from "../telegram/bot_api.ts";
import { createBot } from "../telegram/bot.ts";
import { createComposers } from "../telegram/compose.ts";
import { createDeliveries } from "../telegram/deliver.ts";
import { createDispatchChat } from "../telegram/dispatch_chat.ts";
import { createSendingLimits } from "../telegram/limits.ts";
import { holdBack } from "../telegram/hold_back.ts";
import { botInfo } from "../telegram/me.ts";
import { pollUpdates } from "../telegram/polling.ts";
import { setUpBot, setUpSettings } from "../telegram/setup.ts";
import { createUpdateHandler } from "../telegram/understand_updates.ts";
import type { World } from "../world.ts";
import { acting } from "./acting.ts";
import { cargotechJobs } from "./cargotech_jobs.ts";
import { eventLogJobs } from "./event_log_jobs.ts";
import { fingerprint } from "./fingerprint.ts";
import { createBackhaulHandler } from "./backhaul_handler.ts";
import { createJobHandler, dropOtherRuns, firstRun, type Job } from "./jobs.ts";
import { paymentHandlers, paymentJobs } from "./payment_jobs.ts";
import { searchJobs } from "./search_jobs.ts";

const DAY = 86_400_000;
/** Enough for every lane that waits for Telegram's limits to be held at once. */
const CONCURRENCY = 32;

export interface Workers {
  start(): Promise<void>;
  /** Takes nothing new and resolves when what is in flight is recorded. */
  stop(): Promise<void>;
}

export function createWorkers(world: World, app: App): Workers {
  const { config, clock, random, newId, logger, log, reactions, queue, vault, cargotech, metrics } = world;
  const { updates, BASE_URL: baseUrl, DISPATCH_CHAT_ID: dispatchChatId } = config;
  const { alarm } = world.alerts;
  const api = createApi(config.TELEGRAM_BOT_TOKEN, config.TELEGRAM_API_ROOT);
  const dispatchChat = createDispatchChat({ id: dispatchChatId, alarm, log, clock, newId });
  const bot = createBot({
    api,
    me: botInfo(config),
    app,
    dispatchChat,
    log,
    reactions,
    clock,
    logger,
    alarm,
  });
  const fingerprintOf = (...settings: unknown[]) => fingerprint(config.SECRET_KEY[0]!, settings);
  const setUp: Job = {
    kind: "telegram.set_up",
    everyMs: DAY,
    settings: fingerprintOf(
      config.TELEGRAM_BOT_TOKEN,
      config.TELEGRAM_API_ROOT,
      setUpSettings({ updates, baseUrl }),
    ),
    run: () => setUpBot(api, { updates, baseUrl }),
  };
  const ttlSeconds = config.CARGOTECH_TOKEN_CACHE_TTL;
  const credentials = fingerprintOf(
    config.CARGOTECH_BASE_URL,
    config.CARGOTECH_PHONE,
    config.CARGOTECH_PASSWORD,
    ttlSeconds,
  );
  const jobs = [
    ...cargotechJobs(cargotech, { ttlSeconds, credentials }),
    ...searchJobs({
      searches: world.searchWatcher,
      prices: world.priceWatcher,
      pollSeconds: config.ALERT_POLL_SECONDS,
    }),
    ...eventLogJobs(world),
    ...paymentJobs(world, app),
    setUp,
  ];
  const deliveries = createDeliveries({
    api,
    composers: holdBack(app, createComposers(app, baseUrl, clock), clock),
    access: createBotAccess({ clock, alarm }),
    limits: createSendingLimits({
      all: { limit: config.TELEGRAM_GLOBAL_PER_SECOND, ms: 1000 },
      chat: { limit: config.TELEGRAM_CHAT_PER_SECOND, ms: 1000 },
      group: { limit: config.TELEGRAM_GROUP_PER_MINUTE, ms: 60_000 },
      clock,
    }),
    dispatchChat,
    reachability: app.reachability,
    reactions,
    asOfNow: world.asOfNow,
    clock,
    random,
    count: (kind, outcome) => metrics.messages.inc({ kind, outcome }),
    onAlertSent: (afterMs) => metrics.alertSeconds.observe(afterMs / 1000),
  });
  const worker = createWorker({
    queue,
    log,
    clock,
    random,
    logger,
    handlers: [
      ...[...deliveries, createUpdateHandler({ bot, vault })].map((handler) => acting(vault, handler)),
      createBackhaulHandler({ app, asOfNow: world.asOfNow, clock }),
      ...paymentHandlers(world, app),
      ...jobs.map((job) => createJobHandler(job, { clock, alarm })),
    ],
    concurrency: CONCURRENCY,
    alarm,
    onGivenUp(message, error) {
      // What was to go to a chat may fail every day; the outbox shows it.
      if (chatOf(message) === null) alarm("a step was given up", { ...about(message), error });
    },
  });
  const polling = new AbortController();
  let polled = Promise.resolve();

  return {
    async start() {
      await dropOtherRuns(queue, jobs);
      // The message of a job says nothing but that it is to run.
      await queue.discardUnreadable(new Set(jobs.map((job) => firstRun(job).id)));
      await log.append({
        streams: [],
        meta: { at: new Date(clock()).toISOString(), actor: SYSTEM, correlationId: newId() },
        messages: jobs.map(firstRun),
      });
      await dispatchChat.load();
      worker.start();
      if (updates.mode === "polling") {
        polled = pollUpdates({ api, app, newId, logger, signal: polling.signal });
      }
    },
    async stop() {
      polling.abort();
      world.hangUp();
      await polled;
      await worker.stop();
    },
  };
}
