// The ports of money, met by the world.
import { createHash, createHmac } from "node:crypto";
import type { MoneyPorts, MoneyViews } from "../../domain/money.ts";
import type { PaymentProvider } from "../../domain/payments/ports.ts";
import { defaultFlags } from "../../domain/settings/flags.ts";
import { defaultTariffs } from "../../domain/settings/tariffs.ts";
import { tariffNames } from "../../texts/tariffs.ts";
import type { SecretStore } from "../crypto/secrets.ts";

export interface MoneyWorld {
  readonly views: MoneyViews;
  readonly secrets: SecretStore;
  readonly providers: readonly PaymentProvider[];
  /** Makes keys to the Web App and fingerprints; never leaves the process. */
  readonly key: Uint8Array;
  readonly trialDays: number;
  readonly graceDays: number;
}

export function createMoneyPorts({ views, secrets, providers, key, ...days }: MoneyWorld): MoneyPorts {
  const keyed = (purpose: string, ...about: readonly (string | number)[]) =>
    createHmac("sha256", key).update(JSON.stringify([purpose, ...about])).digest("base64url");
  return {
    views,
    providers,
    secretSettings: {
      put: (name, value) => secrets.set(`setting:${name}`, value),
      fingerprint: (name, value) => keyed("setting", name, value).slice(0, 22),
    },
    accessKeys: {
      keyOf: (driverId, grantId) => keyed("access", driverId, grantId),
      digestOf: (accessKey) => createHash("sha256").update(accessKey).digest("base64url"),
    },
    defaults: {
      flags: defaultFlags(providers),
      settings: {
        tariffs: defaultTariffs(tariffNames),
        trial_days: days.trialDays,
        grace_days: days.graceDays,
        dispute_policy: "suspend",
        below_minimum: "raise",
      },
    },
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  };
}
