// Settings and flags with who changed them last. A secret is never among the values.
import type { App } from "../../../../domain/app.ts";
import {
  isOpenSetting,
  isSecretSetting,
  openSettings,
  SECRET_SETTINGS,
} from "../../../../domain/settings/catalogue.ts";
import { FLAGS } from "../../../../domain/settings/flags.ts";
import type { FlagRow, SettingRow } from "../../../../domain/settings/view.ts";
import type { z } from "zod";
import type { FlagAnswer, SettingAnswer } from "../(_schemas)/settings.ts";

export type SettingShown = z.infer<typeof SettingAnswer>;
export type FlagShown = z.infer<typeof FlagAnswer>;

/** Every setting there is, open ones first. */
export async function settingAnswers({ settings }: Pick<App, "settings">): Promise<SettingShown[]> {
  const [values, changes] = await Promise.all([settings.values(), settings.changes()]);
  const keys = [...Object.keys(openSettings), ...Object.keys(SECRET_SETTINGS)];
  return keys.map((key) => {
    const change = changes.find((row) => row.key === key);
    if (isOpenSetting(key)) return { key, secret: false, value: values[key], ...changed(change) };
    const fingerprint = change?.fingerprint;
    return { key, secret: true, ...(fingerprint !== undefined && { fingerprint }), ...changed(change) };
  });
}

/** Null when there is no such setting. */
export async function settingAnswer(app: Pick<App, "settings">, key: string): Promise<SettingShown | null> {
  if (!isOpenSetting(key) && !isSecretSetting(key)) return null;
  return (await settingAnswers(app)).find((setting) => setting.key === key) ?? null;
}

export async function flagAnswers({ settings }: Pick<App, "settings">): Promise<FlagShown[]> {
  const found = await Promise.all(FLAGS.map((key) => settings.flag(key)));
  return found.flatMap((flag) =>
    "refused" in flag ? [] : [{
      key: flag.key,
      enabled: flag.enabled,
      ...changed(flag.change),
    }]
  );
}

export function changed(change: FlagRow | SettingRow | null | undefined) {
  if (!change) return {};
  const { changedAt, changedBy: { kind, id }, reason } = change;
  const changedBy = id === undefined ? kind : `${kind}:${id}`;
  return { changedAt, changedBy, ...(reason !== undefined && { reason }) };
}
