// CargoTech as the product sees it: loads, cities and dictionaries, from the cache where it is good enough.
import type { CargoTechConsole } from "../../domain/cargotech/ports.ts";
import type { Detail } from "../../domain/freight/cargo.ts";
import { filterKey } from "../../domain/freight/filter_key.ts";
import type { CargoFilter } from "../../domain/freight/filter.ts";
import type {
  CargoPage,
  CargoSource,
  CargoSourceHealth,
  CargoWatch,
  Fetched,
  NotFound,
  Unavailable,
} from "../../domain/freight/ports.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Logger } from "../logger.ts";
import { createBackground } from "./background.ts";
import type { Answer, Cache, Load } from "./cache.ts";
import { createCaches } from "./caches.ts";
import { createConnection } from "./connection.ts";
import { CargoTechFailure } from "./failure.ts";
import type { Alarm, Count, RecordEvent, SecretStore } from "./ports.ts";
import { createPrices } from "./prices.ts";
import { createQuestions } from "./questions.ts";
import { createSeenCities } from "./seen_cities.ts";
import { TIMING, type Timing } from "./timing.ts";
import { type Wait, wait } from "../wait.ts";

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
  readonly count?: Count;
  /** An error in the log unless given. */
  readonly alarm?: Alarm;
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
  const { ttl, kv, clock, logger } = options;
  const timing = { ...TIMING, ...options.timing };
  const count = options.count ?? (() => {});
  const alarm = options.alarm ?? ((message, fields) => logger.error(message, fields));
  const fetch = options.fetch ?? globalThis.fetch;
  const background = createBackground(logger);
  const common = { kv, clock, wait: options.wait ?? wait, logger, count, background };
  const tokenTtlMs = ttl.token * 1000;
  const connection = createConnection({ ...options, ...common, tokenTtlMs, timing, alarm, fetch });
  const { tokens, health, breaker, budget } = connection;
  const questions = createQuestions({ ask: connection.ask, logger, count });

  const caches = createCaches({ ...common, ttl, longestWaitMs: timing.longestWait });
  const { list: lists, detail: details, city: cities, dictionary: dictionaries } = caches;
  const seenCities = createSeenCities({ clock, ttlMs: ttl.city * 1000 });

  /** Outages become the value that the domain knows; anything else is a bug and stays an exception. */
  async function orUnavailable<T>(work: Promise<T>): Promise<T | Unavailable> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof CargoTechFailure)) throw error;
      logger.debug("Nothing to show instead of an answer of CargoTech", { reason: error.message });
      return { refused: "cargotech_unavailable", ...(health.denied && { reason: "denied" as const }) };
    }
  }

  const pageOf = (filter: CargoFilter): Load<CargoPage> => (urgency) => questions.page(filter, urgency);
  const detailOf = (id: string): Load<Detail> => (urgency) => questions.detail(id, urgency);

  const prices = createPrices({
    page: async (filter) => noted(filter, await lists.fresh(filterKey(filter), pageOf(filter))),
    detail: (id) => details.fresh(id, detailOf(id)),
  });

  function noted(filter: CargoFilter, answer: Answer<CargoPage>): Answer<CargoPage> {
    if (answer.value !== null) prices.seen(filter, answer.value);
    return answer;
  }

  async function shown(
    filter: CargoFilter,
    asked: Promise<Answer<CargoPage>>,
  ): Promise<Fetched<CargoPage> | Unavailable> {
    const answer = await orUnavailable(asked);
    if ("refused" in answer) return answer;
    const { value, fetchedAt, stale } = noted(filter, answer);
    return value === null ? { refused: "cargotech_unavailable" } : { data: value, fetchedAt, stale };
  }

  /** To a driver a load that CargoTech will not speak of is one that cannot be found, unless we know better. */
  async function orDeclined<T>(work: Promise<T>): Promise<T | NotFound> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof CargoTechFailure) || error.kind !== "declined") throw error;
      return { refused: "cargo_not_found" };
    }
  }

  /** As much of a load as the list told, for when its own page cannot be had. */
  async function asListed(id: string): Promise<Fetched<Detail> | null> {
    const filter = prices.pageWith(id);
    // Nobody is asked: whoever comes here has waited for CargoTech once.
    const page = filter && await lists.kept(filterKey(filter));
    const card = page?.value?.cards.find((card) => card.id === id);
    return page && card
      ? { data: { ...card, contacts: [], extras: {} }, fetchedAt: page.fetchedAt, stale: true }
      : null;
  }

  async function valueOf<T>(cache: Cache<T>, key: string, load: Load<T>): Promise<T | Unavailable> {
    const answer = await orUnavailable(cache.get(key, load));
    return "refused" in answer ? answer : answer.value ?? { refused: "cargotech_unavailable" };
  }

  return {
    list: (filter) => shown(filter, lists.get(filterKey(filter), pageOf(filter))),
    latest: (filter) => shown(filter, lists.latest(filterKey(filter), pageOf(filter), "alerts")),
    prices: (ids) => orUnavailable(prices.of(ids)),
    async detail(id) {
      const answer = await orUnavailable(orDeclined(details.get(id, detailOf(id))));
      if ("refused" in answer) return await asListed(id) ?? answer;
      const { value, fetchedAt, stale } = answer;
      return value === null ? { refused: "cargo_not_found" } : { data: value, fetchedAt, stale };
    },
    async points(name) {
      const known = seenCities.within(name);
      if (known !== null) return known;
      const answer = await valueOf(cities, name, (urgency) => questions.points(name, urgency));
      if ("refused" in answer) {
        const seen = seenCities.startingWith(name);
        return seen.length > 0 ? seen : answer;
      }
      seenCities.note(name, answer);
      return answer;
    },
    truckTypes: () =>
      valueOf(dictionaries, "truck", (urgency) => questions.dictionary("truck_types", urgency)),
    loadTypes: () => valueOf(dictionaries, "load", (urgency) => questions.dictionary("load_types", urgency)),
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
    renewToken: () => orUnavailable(tokens.renew().then(() => ({ ok: true as const }))),
    keepToken: () => orUnavailable(tokens.keep().then(() => ({ ok: true as const }))),
    probe: () => orUnavailable(questions.me({ priority: "prefetch" }).then(() => ({ ok: true as const }))),
    async stop() {
      connection.stop();
      await background.settled();
    },
  };
}
