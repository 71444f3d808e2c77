// Every setting staff can change while the product runs: how its value is checked, and which are secret.
import { z } from "zod";
import { Tariffs } from "./tariffs.ts";

const days = (max: number) => z.int("invalid_days").min(0, "invalid_days").max(max, "invalid_days");
const secret = z.string("invalid_secret").trim().min(8, "invalid_secret").max(512, "invalid_secret");

/** Kept in clear, in the event itself. */
export const openSettings = {
  tariffs: Tariffs,
  trial_days: days(365),
  /** Days of access after the end, with a warning. */
  grace_days: days(30),
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
  yookassa_secret_key: secret,
  yookassa_webhook_token: secret,
  stripe_secret_key: secret,
  stripe_webhook_secret: secret,
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
