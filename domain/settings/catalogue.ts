// Every setting staff can change while the product runs: how its value is checked, and which are secret.
import { z } from "zod";
import {
  itemsOf,
  STRIPE_SECRET_KEY,
  STRIPE_WEBHOOK_SECRET,
  YOOKASSA_SECRET_KEY,
  YOOKASSA_WEBHOOK_TOKEN,
} from "./secrets.ts";
import { Tariffs } from "./tariffs.ts";

/** Days of a setting may be none. */
const days = (max: number, code: string) => z.int(code).min(0, code).max(max, code);
const secret = (looks: RegExp, code: string) => z.string(code).trim().regex(looks, code);
/** Two at once while one takes the place of the other. */
const secrets = (looks: RegExp, code: string) =>
  z.string(code).transform(itemsOf).refine(
    (items) => items.length >= 1 && items.length <= 4 && items.every((item) => looks.test(item)),
    code,
  ).transform((items) => items.join(","));

/** Kept in clear, in the event itself. */
export const openSettings = {
  tariffs: Tariffs,
  trial_days: days(365, "invalid_trial_days"),
  /** Days of access after the end, with a warning. */
  grace_days: days(30, "invalid_grace_days"),
  /** What a disputed payment does to access until the dispute is settled. */
  dispute_policy: z.enum(["suspend", "keep"], "invalid_choice"),
  /** From so many kopecks (hundredths of a Star) back for one charge a second administrator must agree; 0: never. */
  refund_second_admin_from: z.int("invalid_threshold").min(0, "invalid_threshold").max(
    35_000_000,
    "invalid_threshold",
  ),
  /** What becomes of a discounted price between nothing and one rouble, which no card pays. */
  below_minimum: z.enum(["raise", "zero"], "invalid_choice"),
} as const;
export type OpenSettings = { -readonly [K in keyof typeof openSettings]: z.infer<typeof openSettings[K]> };
export type OpenSetting = keyof OpenSettings;

/** Written, never read back by a person; an event holds only their fingerprint. They win over the environment. */
export const SECRET_SETTINGS = {
  yookassa_secret_key: secret(YOOKASSA_SECRET_KEY, "invalid_secret"),
  yookassa_webhook_token: secrets(YOOKASSA_WEBHOOK_TOKEN, "invalid_webhook_token"),
  stripe_secret_key: secret(STRIPE_SECRET_KEY, "invalid_stripe_key"),
  stripe_webhook_secret: secrets(STRIPE_WEBHOOK_SECRET, "invalid_stripe_secret"),
} as const;
export type SecretSetting = keyof typeof SECRET_SETTINGS;

export type SettingKey = OpenSetting | SecretSetting;

export function isOpenSetting(key: string): key is OpenSetting {
  return Object.hasOwn(openSettings, key);
}

export function isSecretSetting(key: string): key is SecretSetting {
  return Object.hasOwn(SECRET_SETTINGS, key);
}

export function settingStream(key: SettingKey): string {
  return `setting-${key}`;
}
