// CargoTech from configuration.
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { Alerts } from "../alerts.ts";
import type { Config } from "../config.ts";
import type { SecretStore } from "../crypto/secrets.ts";
import type { Logger } from "../logger.ts";
import type { Metrics } from "../metrics.ts";
import { recordCargoTech } from "./record.ts";
import { type CargoTech, createCargoTech } from "./source.ts";

export interface CargoTechDeps {
  readonly config: Config;
  readonly kv: Deno.Kv;
  readonly secrets: SecretStore;
  readonly log: Pick<EventLog, "append">;
  readonly clock: Clock;
  readonly newId: NewId;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly alarm: Alerts["alarm"];
  readonly metrics: Pick<Metrics, "cargotech">;
}

export function createCargoTechWorld(
  { config, kv, secrets, log, clock, newId, random, logger, alarm, metrics }: CargoTechDeps,
): CargoTech {
  return createCargoTech({
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
    ...{ kv, secrets, clock, random, logger, alarm },
    record: recordCargoTech({ log, clock, newId }),
    count: (what, labels = {}) => metrics.cargotech.inc({ what, detail: Object.values(labels).join(" ") }),
  });
}
