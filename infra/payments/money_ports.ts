// The ports of money, met by the world.
import { createHmac } from "node:crypto";
import type { MoneyPorts } from "../../domain/money.ts";
import type { PaymentProvider } from "../../domain/payments/ports.ts";
import { GUESS_WINDOW } from "../../domain/promo_codes/guesses.ts";
import type { MoneyViews } from "../../domain/projections/money.ts";
import { defaultFlags } from "../../domain/settings/flags.ts";
import { defaultTariffs } from "../../domain/settings/tariffs.ts";
import { tariffNames } from "../../texts/tariffs.ts";
import type { SecretStore } from "../crypto/secrets.ts";
import type { Logger } from "../logger.ts";
import { createAccessKeys } from "./access_keys.ts";
import { createWrongCodes } from "./wrong_codes.ts";

export interface MoneyWorld {
  readonly views: MoneyViews;
  readonly secrets: SecretStore;
  readonly providers: readonly PaymentProvider[];
  readonly kv: Deno.Kv;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  readonly logger: Logger;
  /** Makes keys to the Web App and fingerprints; never leaves the process. */
  readonly key: Uint8Array;
  readonly trialDays: number;
  readonly graceDays: number;
  /** How many administrators there are. */
  readonly admins: number;
}

/**
 * Kopecks, 5,000 roubles: above the dearest tariff of the beginning (3,999 roubles), so that giving one purchase back
 * never waits for a colleague, and only sums typed wrong or prices raised since are looked at twice.
 */
const SECOND_ADMIN_FROM = 500_000;

export function createMoneyPorts(world: MoneyWorld): MoneyPorts {
  const { views, secrets, providers, key, kv, random, logger, ...rest } = world;
  const hmac = (...about: readonly (string | number)[]) =>
    createHmac("sha256", key).update(JSON.stringify(about)).digest();
  const keyed = (purpose: string, ...about: readonly (string | number)[]) =>
    hmac(purpose, ...about).toString("base64url");
  return {
    views,
    providers,
    secretSettings: {
      put: (name, value) => secrets.set(`setting:${name}`, value),
      fingerprint: (name, value) => keyed("setting", name, value).slice(0, 22),
    },
    accessKeys: createAccessKeys(key),
    wrongCodes: createWrongCodes({
      kv,
      digestOf: (caller) => keyed("wrong codes", caller),
      keepMs: GUESS_WINDOW,
      random,
      logger,
    }),
    defaults: {
      flags: defaultFlags(providers),
      settings: {
        tariffs: defaultTariffs(tariffNames),
        trial_days: rest.trialDays,
        grace_days: rest.graceDays,
        dispute_policy: "suspend",
        // Nobody could agree where there is one administrator alone.
        refund_second_admin_from: rest.admins > 1 ? SECOND_ADMIN_FROM : 0,
        below_minimum: "raise",
      },
    },
    secretBytes: (name, count) => hmac("promo code", name).subarray(0, count),
  };
}
