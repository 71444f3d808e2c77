// One setting as a form of its own. A secret's field is always empty: it is written and never read.
import { formatMinute } from "../../texts/admin_money.ts";
import { settingTexts as texts } from "../../texts/admin_settings.ts";
import { roublesTyped } from "../../texts/format.ts";
import { streamAddress } from "./addresses.ts";
import { Input, Select } from "./FormField.tsx";
import { ReasonField } from "./ReasonField.tsx";

type Key = keyof typeof texts.names;

interface SettingFormProps {
  setting: {
    readonly key: string;
    readonly secret: boolean;
    readonly value?: unknown;
    readonly fingerprint?: string | undefined;
    readonly changedAt?: string | undefined;
    readonly changedBy?: string | undefined;
    readonly reason?: string | undefined;
  };
  /** What was typed, when it was wrong. */
  typed?: string | undefined;
  /** Messages by field: `value`, `reason`. */
  errors?: Readonly<Record<string, string>>;
}

/** Values to choose from, of the settings that have some. */
const CHOICES: Readonly<Partial<Record<Key, readonly (keyof typeof texts.choices)[]>>> = {
  dispute_policy: ["suspend", "keep"],
  below_minimum: ["raise", "zero"],
};

export function SettingForm({ setting, typed, errors = {} }: SettingFormProps) {
  const { key, secret, value, changedAt, changedBy } = setting;
  const name = texts.names[key as Key];
  const choices = CHOICES[key as Key];
  const id = `value-${key}`;
  const common = { id, name: "value", error: errors["value"] };
  return (
    <section class="setting" data-setting={key} aria-labelledby={`setting-${key}`}>
      <h3 id={`setting-${key}`}>{name}</h3>
      <p class="quiet">
        {secret && <>{stateOf(setting)}{changedAt !== undefined && " · "}</>}
        {changedAt === undefined ? !secret && texts.byDefault : (
          <a href={streamAddress(`setting-${key}`)}>
            {texts.changed} {formatMinute(changedAt)} {changedBy}
          </a>
        )}
        {setting.reason !== undefined && `: ${setting.reason}`}
      </p>
      <form class="fields" method="post" action="/admin/settings">
        <input type="hidden" name="key" value={key} />
        {choices
          ? (
            <Select
              {...common}
              label={texts.value}
              value={String(typed ?? value)}
              options={choices.map((choice) => [choice, texts.choices[choice]])}
            />
          )
          : (
            <Input
              {...common}
              label={secret ? texts.newValue : texts.value}
              hint={texts.hints[key as Key]}
              type={secret ? "password" : "text"}
              value={secret ? "" : typed ?? shownOf(key, value)}
              required
            />
          )}
        <ReasonField id={`reason-${key}`} error={errors["reason"]} />
        <button type="submit" aria-label={`${texts.save}: ${name}`}>{texts.save}</button>
      </form>
    </section>
  );
}

/** Sums are kept in kopecks and typed in roubles. */
function shownOf(key: string, value: unknown): string {
  return key === "refund_second_admin_from"
    ? roublesTyped({ minor: Number(value), currency: "RUB" })
    : String(value);
}

function stateOf({ fingerprint }: SettingFormProps["setting"]) {
  if (fingerprint === undefined) return texts.notSet;
  return (
    <>
      {texts.isSet} <span class="num">{fingerprint}</span>
    </>
  );
}
