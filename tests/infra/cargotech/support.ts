// CargoTech's client as the product builds it, against the scripted upstream, with a clock the test can turn.
import { steadyClock } from "../../../infra/steady_clock.ts";
import type { CargoTechEvent } from "../../../domain/cargotech/events.ts";
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import { parseFilter } from "../../../domain/freight/parse_filter.ts";
import { type CargoTech, type CargoTechOptions, createCargoTech } from "../../../infra/cargotech/source.ts";
import { createKeyring } from "../../../infra/crypto/keyring.ts";
import { createSecretStore } from "../../../infra/crypto/secrets.ts";
import { createLogger } from "../../../infra/logger.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const PHONE = "+7 911 111 22 33";
export const PASSWORD = "correct horse battery";
const KEY = new Uint8Array(32).fill(7);

export interface World {
  readonly upstream: Upstream;
  readonly source: CargoTech;
  readonly kv: Deno.Kv;
  readonly events: CargoTechEvent[];
  /** Every log line, debug included, nothing cut out. */
  readonly log: string[];
  readonly counted: Map<string, number>;
  /** Lets the time of caches, budget and breaker pass. */
  pass(ms: number): void;
  /** From now on it passes by `pass` alone: nothing is over because a machine was busy. */
  standStill(): void;
  /** A second process on the same store. The first one must have been stopped. */
  restart(more?: Partial<CargoTechOptions>): CargoTech;
}

const FAST: CargoTechOptions["timing"] = {
  retryPauses: [5, 10, 15],
  retryJitter: 0,
};

export async function withCargoTech(
  run: (world: World) => Promise<void>,
  more: Partial<CargoTechOptions> = {},
  kvPath = ":memory:",
): Promise<void> {
  await using upstream = startUpstream();
  using kv = await Deno.openKv(kvPath);
  let ahead = 0;
  let stopped: number | undefined;
  const events: CargoTechEvent[] = [];
  const log: string[] = [];
  const counted = new Map<string, number>();
  const started: CargoTech[] = [];
  const clock = () => (stopped ?? Date.now()) + ahead;

  const logger = createLogger({ level: "debug", clock, write: (line) => void log.push(line) });

  const start = (changes: Partial<CargoTechOptions> = {}) => {
    const source = createCargoTech({
      baseUrl: upstream.url,
      phone: PHONE,
      password: PASSWORD,
      ratePerMinute: 100_000,
      ttl: { list: 300, detail: 900, city: 86_400, token: 86_400 },
      kv,
      secrets: createSecretStore({ kv, keyring: createKeyring([KEY]), random: Math.random }),
      clock: steadyClock(clock),
      random: Math.random,
      logger,
      alarm: (message, fields) => logger.error(message, { alarm: true, ...fields }),
      record: (event) => void events.push(event),
      count(name, labels = {}) {
        const key = [name, ...Object.values(labels)].join(" ");
        counted.set(key, (counted.get(key) ?? 0) + 1);
      },
      ...more,
      ...changes,
      timing: { ...FAST, ...more.timing, ...changes.timing },
    });
    started.push(source);
    return source;
  };

  const source = start();
  try {
    await run({
      upstream,
      source,
      kv,
      events,
      log,
      counted,
      pass: (ms) => void (ahead += ms),
      standStill: () => void (stopped = Date.now()),
      restart: start,
    });
  } finally {
    await Promise.all(started.map((each) => each.stop()));
  }
}

export function filter(query = ""): CargoFilter {
  return parseFilter(new URLSearchParams(query)).filter;
}

/** The data of an answer that is one; fails the test otherwise. */
export function found<T>(answer: { readonly data: T } | { readonly refused: string }): T {
  if ("refused" in answer) throw new Error(`refused: ${answer.refused}`);
  return answer.data;
}

/** Waits until something has become true. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + 90_000;
  while (!await condition()) {
    if (Date.now() > giveUp) throw new Error("still not true after 90 s");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
