// Secrets typed in the console are held to what the environment is held to.
import assert from "node:assert/strict";
import { SECRET_SETTINGS, type SecretSetting } from "../../../domain/settings/catalogue.ts";

const token = "a-Z_9".padEnd(32, "x");
const other = "other-one-".padEnd(43, "y");

const typed: Record<SecretSetting, { good: Record<string, string>; bad: unknown[]; code: string }> = {
  yookassa_secret_key: {
    good: { " live_kL-9*/+=~key ": "live_kL-9*/+=~key" },
    bad: [
      "test_ключ-ключ",
      "test_key\n1234",
      "test_key\u00001234",
      "test key 1234",
      "short",
      "x".repeat(513),
      12345678,
    ],
    code: "invalid_secret",
  },
  yookassa_webhook_token: {
    good: { [token]: token, [` ${token} , ${other}`]: `${token},${other}` },
    bad: ["12345678", `${token}/..`, `${token},12345678`, "я".repeat(40), "x".repeat(257), "", ",", null],
    code: "invalid_webhook_token",
  },
  stripe_secret_key: {
    good: { sk_live_abc123: "sk_live_abc123", rk_test_abc123: "rk_test_abc123" },
    bad: ["pk_live_abc123", "sk_live_", "sk_live_abc 123", "live_very_secret"],
    code: "invalid_stripe_key",
  },
  stripe_webhook_secret: {
    good: { "whsec_a, whsec_b+/=": "whsec_a,whsec_b+/=" },
    bad: ["12345678", "whsec_", "whsec_ключ", "whsec_a,sk_live_b"],
    code: "invalid_stripe_secret",
  },
};

for (const [key, { good, bad, code }] of Object.entries(typed)) {
  Deno.test(`${key}: what the provider could have given is kept, anything else is refused by its name`, () => {
    const shape = SECRET_SETTINGS[key as SecretSetting];
    for (const [text, kept] of Object.entries(good)) assert.equal(shape.parse(text), kept);
    for (const text of bad) {
      const refused = shape.safeParse(text);
      assert.deepEqual(refused.error?.issues.map(({ message }) => message), [code], JSON.stringify(text));
    }
  });
}
