// The truck: one of the usual ones, or its own tonnes and cubic metres.
import { filter as texts } from "../texts/filter.ts";
import { sheet } from "../texts/list.ts";
import { type Choice, SelectField, TextField } from "./Field.tsx";

interface TruckFieldProps {
  choices: readonly Choice[];
  selected: string;
  error: string | undefined;
  /** What stands in the fields of an own truck. */
  tonnes: string;
  cubicMetres: string;
}

export function TruckField({ choices, selected, error, tonnes, cubicMetres }: TruckFieldProps) {
  const number = { inputMode: "decimal", autoComplete: "off", maxLength: 6 } as const;
  return (
    <div class="field truck-field">
      <SelectField name="wv" label={texts.wv} choices={choices} selected={selected} error={error} />
      <fieldset>
        <legend class="hint">{sheet.ownTruck}</legend>
        <div class="pair">
          <TextField name="wv_t" label={sheet.tonnes} value={tonnes} {...number} />
          <TextField name="wv_m3" label={sheet.cubicMetres} value={cubicMetres} {...number} />
        </div>
      </fieldset>
    </div>
  );
}
