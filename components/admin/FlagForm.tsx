// One switch: how it stands, since when, and a button that flicks it.
import { formatMinute } from "../../texts/admin_money.ts";
import { flagTexts as texts } from "../../texts/admin_settings.ts";
import { streamAddress } from "./addresses.ts";
import { ReasonField } from "./ReasonField.tsx";

interface FlagFormProps {
  flag: {
    readonly key: string;
    readonly enabled: boolean;
    readonly changedAt?: string | undefined;
    readonly changedBy?: string | undefined;
    readonly reason?: string | undefined;
  };
  errors: Readonly<Record<string, string>>;
}

type Key = keyof typeof texts.names;

export function FlagForm({ flag: { key, enabled, changedAt, changedBy, reason }, errors }: FlagFormProps) {
  const name = texts.names[key as Key];
  const action = enabled ? texts.turnOff : texts.turnOn;
  return (
    <section class="setting" data-flag={key} data-enabled={String(enabled)}>
      <h3>
        {name} <span class={enabled ? "status good" : "status"}>{enabled ? texts.on : texts.off}</span>
      </h3>
      <p class="quiet">{texts.hints[key as Key]}</p>
      <p class="quiet">
        {changedAt === undefined
          ? texts.byDefault
          : <a href={streamAddress(`flag-${key}`)}>{formatMinute(changedAt)} {changedBy}</a>}
        {reason !== undefined && `: ${reason}`}
      </p>
      <form class="fields" method="post" action="/admin/flags">
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="enabled" value={String(!enabled)} />
        <ReasonField id={`reason-${key}`} error={errors["reason"]} />
        <button type="submit" aria-label={`${action}: ${name}`}>{action}</button>
      </form>
    </section>
  );
}
