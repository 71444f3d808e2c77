// CargoTech as the product sees it: loads, cities and dictionaries, from the cache where it is good enough.
import type { CargoTechConsole } from "../../domain/cargotech/ports.ts";
import type { CargoSource, CargoSourceHealth, CargoWatch, Unavailable } from "../../domain/freight/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";
import type { SecretStore } from "../crypto/secrets.ts";
import type { Logger } from "../logger.ts";
import { type Wait, wait } from "../wait.ts";
import { createBackground } from "./background.ts";
import { createCaches } from "./caches.ts";
import { createConnection } from "./connection.ts";
import { createDictionaries } from "./dictionaries.ts";
import { createLoads } from "./loads.ts";
import type { Count, RecordEvent } from "./ports.ts";
import { createQuestions } from "./questions.ts";
import { createOrUnavailable } from "./refusals.ts";
import { createSeenCities } from "./seen_cities.ts";
import { TIMING, type Timing } from "./timing.ts";

export interface CargoTechOptions {
  readonly baseUrl: string;
  readonly phone: string;
  readonly password: string;
  readonly ratePerMinute: number;
  /** Seconds. `city` is for every dictionary. */
  readonly ttl: {
    readonly list: number;
    readonly detail: number;
    readonly city: number;
    readonly token: number;
  };
  readonly kv: Deno.Kv;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly record: RecordEvent;
  readonly count: Count;
  readonly alarm: Alerts["alarm"];
  readonly fetch?: typeof globalThis.fetch;
  readonly timing?: Partial<Timing>;
  /** Real time unless given. */
  readonly wait?: Wait;
}

export interface CargoTech extends CargoSource, CargoWatch, CargoTechConsole {
  health(): CargoSourceHealth;
  /** Signs in now, whatever the age of the token: the job that keeps sign-in out of a driver's way. */
  renewToken(): Promise<{ readonly ok: true } | Unavailable>;
  /** The same when there is no token, or one near its end: CargoTech may give it a shorter life than we would. */
  keepToken(): Promise<{ readonly ok: true } | Unavailable>;
  /** Whether our account still works (`GET /v1/me`). */
  probe(): Promise<{ readonly ok: true } | Unavailable>;
  /** Gives up waiting calls and resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** Does nothing until it is asked something: wrong credentials do not stop the product from starting. */
export function createCargoTech(options: CargoTechOptions): CargoTech {
  const { ttl, kv, clock, logger, count } = options;
  const timing = { ...TIMING, ...options.timing };
  const fetch = options.fetch ?? globalThis.fetch;
  const background = createBackground(logger);
  const common = { kv, clock, wait: options.wait ?? wait, logger, count, background };
  const tokenTtlMs = ttl.token * 1000;
  const connection = createConnection({ ...options, ...common, tokenTtlMs, timing, fetch });
  const { tokens, health, breaker, budget } = connection;
  const questions = createQuestions({ ask: connection.ask, logger, count });
  const caches = createCaches({ ...common, ttl, longestWaitMs: timing.longestWait });
  const seenCities = createSeenCities({ clock, ttlMs: ttl.city * 1000 });
  const orUnavailable = createOrUnavailable({ health, logger });
  const done = (work: Promise<unknown>) => orUnavailable(work.then(() => ({ ok: true as const })));

  return {
    ...createLoads({ lists: caches.list, details: caches.detail, questions, orUnavailable }),
    ...createDictionaries({
      cities: caches.city,
      dictionaries: caches.dictionary,
      seenCities,
      questions,
      orUnavailable,
    }),
    health: () => health.read(breaker, tokens.obtainedAt),
    status: () => ({
      ...health.read(breaker, tokens.obtainedAt),
      ...(tokens.expiresAt !== undefined && { tokenExpiresAt: new Date(tokens.expiresAt).toISOString() }),
      budget: budget.status(),
      caches: Object.values(caches).map((cache) => cache.status()),
    }),
    clearCache(name) {
      if (name === "city") seenCities.clear();
      return caches[name].clear();
    },
    renewToken: () => done(tokens.renew()),
    keepToken: () => done(tokens.keep()),
    probe: () => done(questions.me({ priority: "prefetch" })),
    async stop() {
      connection.stop();
      await background.settled();
    },
  };
}
