// Flags, tariffs and settings: changed once, kept with who and why; secrets never in an event.
import assert from "node:assert/strict";
import { openSettings } from "../../../domain/settings/catalogue.ts";
import { flagDecider, settingDecider } from "../../../domain/settings/decide.ts";
import { defaultFlags } from "../../../domain/settings/flags.ts";
import { defaultTariffs, Tariffs } from "../../../domain/settings/tariffs.ts";
import { given } from "../../support/given.ts";

const names = { month: "Месяц", quarter: "3 месяца", half_year: "Полгода", year: "Год" };

Deno.test("a flag is changed once, and changed back", () => {
  const on = { type: "FlagChanged", data: { key: "paywall_respond", enabled: true } } as const;
  const change = { type: "ChangeFlag", key: "paywall_respond" } as const;
  given(flagDecider).when({ ...change, enabled: true }).then(on);
  given(flagDecider, on).when({ ...change, enabled: true }).nothingHappens();
  given(flagDecider, on).when({ ...change, enabled: false, reason: "рано" }).then({
    type: "FlagChanged",
    data: { key: "paywall_respond", enabled: false, reason: "рано" },
  });
});

Deno.test("a secret leaves only its fingerprint, and the same secret leaves nothing", () => {
  const set = { type: "SettingChanged", data: { key: "stripe_secret_key", fingerprint: "a1b2" } } as const;
  const change = { type: "ChangeSetting", key: "stripe_secret_key", to: { fingerprint: "a1b2" } } as const;
  given(settingDecider).when(change).then(set);
  given(settingDecider, set).when(change).nothingHappens();
});

Deno.test("payments are on as soon as there is somebody to pay through, and nothing is behind a paywall", () => {
  assert.deepEqual([defaultFlags([]), defaultFlags(["stars"])], [
    { payments_enabled: false, paywall_respond: false, paywall_contacts: false },
    { payments_enabled: true, paywall_respond: false, paywall_contacts: false },
  ]);
});

Deno.test("the tariffs of a new deployment are the promised ones", () => {
  const tariffs = defaultTariffs(names);
  assert.deepEqual(Tariffs.parse(tariffs), tariffs);
  assert.deepEqual(tariffs.map(({ price, days }) => [price.minor, price.currency, days]), [
    [49_900, "RUB", 30],
    [129_900, "RUB", 90],
    [239_900, "RUB", 180],
    [399_900, "RUB", 365],
  ]);
});

Deno.test("tariffs nobody could pay, or with one id twice, are refused by field", () => {
  const [month] = defaultTariffs(names);
  const wrong = (tariffs: unknown) => {
    const parsed = openSettings.tariffs.safeParse(tariffs);
    return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  };
  assert.deepEqual(wrong([]), ["no_tariffs"]);
  assert.deepEqual(wrong([month, month]), ["repeated_tariff_id"]);
  assert.deepEqual(wrong([{ ...month, price: { minor: 99, currency: "RUB" } }]), ["invalid_price"]);
  assert.deepEqual(wrong([{ ...month, days: 0 }]), ["invalid_days"]);
});
