// Whether the bot writes, and in which hours it does not.
import { searchForm as texts } from "../texts/searches.ts";
import { TextField } from "./Field.tsx";

interface QuietHoursFieldsProps {
  alerts: boolean;
  quiet: { readonly from: string; readonly to: string };
  errors: Readonly<Record<string, string>>;
}

export function QuietHoursFields({ alerts, quiet, errors }: QuietHoursFieldsProps) {
  return (
    <>
      <label class="check">
        <input type="checkbox" name="alerts" value="on" checked={alerts} data-asks="write-access" />
        <span>
          {texts.alerts}
          <small class="hint">{texts.alertsHint}</small>
        </span>
      </label>
      <fieldset class="field">
        <legend>{texts.quietTitle}</legend>
        <p class="hint">{texts.quietHint}</p>
        <div class="columns">
          <TextField
            type="time"
            label={texts.quietFrom}
            name="quiet_from"
            value={quiet.from}
            error={errors.quiet_from}
          />
          <TextField
            type="time"
            label={texts.quietTo}
            name="quiet_to"
            value={quiet.to}
            error={errors.quiet_to}
          />
        </div>
      </fieldset>
    </>
  );
}
