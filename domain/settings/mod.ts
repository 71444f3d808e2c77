// Flags, tariffs and other settings: read by everybody, changed by staff without a deployment, every change kept.
import type { Execute, Origin } from "../shared/origin.ts";
import type { View } from "../shared/projection.ts";
import {
  isOpenSetting,
  isSecretSetting,
  type OpenSettings,
  openSettings,
  SECRET_SETTINGS,
  type SettingKey,
  settingStream,
} from "./catalogue.ts";
import { flagDecider, settingDecider } from "./decide.ts";
import { type Flag, type Flags, flagStream, isFlag } from "./flags.ts";
import type { SecretSettings } from "./ports.ts";
import type { Tariff } from "./tariffs.ts";
import type { FlagRow, SettingRow } from "./view.ts";

export type { OpenSettings } from "./catalogue.ts";
export type { Flag } from "./flags.ts";
export type { Tariff } from "./tariffs.ts";

/** A field that is wrong: `field` is a path such as `value.0.price`, `code` has its sentence in texts/. */
export interface SettingError {
  readonly field: string;
  readonly code: string;
}

type Change<T> = T | { readonly refused: "not_found" };

export interface Settings {
  flags(): Promise<Flags>;
  /** One flag with its latest change, if there was one. */
  flag(key: string): Promise<Change<{ key: Flag; enabled: boolean; change: FlagRow | null }>>;
  changeFlag(
    key: string,
    to: { enabled: boolean; reason?: string },
    origin: Origin,
  ): Promise<Change<{ key: Flag; enabled: boolean }>>;
  /** Values in use: what staff has set, else the defaults. */
  values(): Promise<OpenSettings>;
  tariffs(): Promise<readonly Tariff[]>;
  tariff(id: string): Promise<Tariff | null>;
  /** Latest changes by key; secrets as fingerprints. */
  changes(): Promise<readonly SettingRow[]>;
  /** Sets a value, or a secret, which is kept apart from the log. */
  change(
    key: string,
    to: { value: unknown; reason?: string },
    origin: Origin,
  ): Promise<
    { readonly key: SettingKey } | { readonly errors: readonly SettingError[] } | {
      readonly refused: "not_found";
    }
  >;
}

export function createSettings(
  ports: {
    execute: Execute;
    views: { flags: View<FlagRow>; settings: View<SettingRow> };
    secrets: SecretSettings;
    defaults: { readonly flags: Flags; readonly settings: OpenSettings };
  },
): Settings {
  const { execute, views, secrets, defaults } = ports;

  async function values(): Promise<OpenSettings> {
    const set: Record<string, unknown> = { ...defaults.settings };
    for (const { row } of await views.settings.list([])) {
      if (!isOpenSetting(row.key) || row.value === undefined) continue;
      // What an older release allowed and this one does not falls back to the default.
      const known = openSettings[row.key].safeParse(JSON.parse(row.value));
      if (known.success) set[row.key] = known.data;
    }
    return set as OpenSettings;
  }

  async function record(key: SettingKey, to: { value: string } | { fingerprint: string }, rest: Rest) {
    const { reason, origin } = rest;
    const command = { type: "ChangeSetting", key, to, ...(reason && { reason }) } as const;
    const handled = await execute(settingDecider, settingStream(key), command, origin);
    await views.settings.reached(handled.position);
    return { key };
  }

  return {
    async flags() {
      const rows = await views.flags.list([]);
      const set = rows.map(({ row }) => [row.key, row.enabled]).filter(([key]) => isFlag(String(key)));
      return { ...defaults.flags, ...Object.fromEntries(set) };
    },
    async flag(key) {
      if (!isFlag(key)) return { refused: "not_found" };
      const change = await views.flags.get([key]);
      return { key, enabled: change?.enabled ?? defaults.flags[key], change };
    },
    async changeFlag(key, { enabled, reason }, origin) {
      if (!isFlag(key)) return { refused: "not_found" };
      const command = { type: "ChangeFlag", key, enabled, ...(reason && { reason }) } as const;
      const handled = await execute(flagDecider, flagStream(key), command, origin);
      await views.flags.reached(handled.position);
      return { key, enabled };
    },
    values,
    tariffs: async () => (await values()).tariffs,
    tariff: async (id) => (await values()).tariffs.find((tariff) => tariff.id === id) ?? null,
    changes: async () => (await views.settings.list([])).map(({ row }) => row),
    async change(key, { value, reason }, origin) {
      const rest = { origin, ...(reason && { reason }) };
      if (isSecretSetting(key)) {
        const parsed = SECRET_SETTINGS[key].safeParse(value);
        if (!parsed.success) return { errors: errorsOf(parsed.error.issues) };
        // Kept first: an event must not speak of a secret that a crash has lost.
        await secrets.put(key, parsed.data);
        return await record(key, { fingerprint: secrets.fingerprint(key, parsed.data) }, rest);
      }
      if (!isOpenSetting(key)) return { refused: "not_found" };
      const parsed = openSettings[key].safeParse(value);
      if (!parsed.success) return { errors: errorsOf(parsed.error.issues) };
      return await record(key, { value: JSON.stringify(parsed.data) }, rest);
    },
  };
}

type Rest = { readonly reason?: string; readonly origin: Origin };

function errorsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): SettingError[] {
  return issues.map(({ path, message }) => ({ field: ["value", ...path].join("."), code: message }));
}
