// The conditions of the audit: a plain GET form, the address is the truth.
import { consoleTexts } from "../../texts/admin.ts";
import { paymentTexts, verdicts } from "../../texts/admin_payments.ts";
import { auditTexts as texts } from "../../texts/admin_settings.ts";
import { Input, Select } from "./FormField.tsx";

interface AuditSearchProps {
  /** As typed, by field. */
  shown: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  /** Event types to choose from; others may be typed. */
  types: readonly string[];
}

/** Every verdict but the one that is still to come. */
const VERDICTS = Object.entries(verdicts).filter(([verdict]) => verdict !== "waiting");

export function AuditSearch({ shown, errors, types }: AuditSearchProps) {
  const field = (name: string) => ({ name, value: shown[name] ?? "", error: errors[name] });
  return (
    <form class="search money-search" method="get" action="/admin/audit" role="search">
      <Select
        {...field("kind")}
        label={texts.kind}
        options={[["", texts.any], ...Object.entries(texts.kinds)]}
      />
      <Input {...field("actor")} label={texts.actor} placeholder="staff:100500" data-search />
      <Input {...field("type")} label={texts.type} placeholder="FlagChanged" list="types" />
      <Input {...field("stream")} label={texts.stream} placeholder="flag-paywall_respond" />
      <Select {...field("verdict")} label={texts.verdict} options={[["", texts.anyVerdict], ...VERDICTS]} />
      <Input {...field("from")} label={texts.from} type="date" />
      <Input {...field("to")} label={texts.to} type="date" />
      <div class="actions">
        <button type="submit">{consoleTexts.find}</button>
        {Object.keys(shown).length > 0 && <a href="/admin/audit">{paymentTexts.reset}</a>}
      </div>
      <datalist id="types">{types.map((type) => <option key={type} value={type} />)}</datalist>
    </form>
  );
}
