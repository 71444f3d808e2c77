// "Свои" or all loads of the exchange.
import { filter as texts } from "../texts/filter.ts";

const MODES = [
  { value: "my", label: texts.modes.my },
  { value: "all", label: texts.modes.all },
] as const;

export function ModeSwitch({ mode, error }: { mode: "my" | "all"; error?: string | undefined }) {
  return (
    <fieldset class="segments" {...(error && { "aria-describedby": "mode-error" })}>
      <legend>{texts.mode}</legend>
      <div>
        {MODES.map(({ value, label }) => (
          <label key={value}>
            <input class="ears" type="radio" name="mode" value={value} checked={mode === value} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {error && <p class="error" id="mode-error">{error}</p>}
    </fieldset>
  );
}
