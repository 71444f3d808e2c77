// From and to of a number, under one legend.
import { sheet } from "../texts/list.ts";
import { TextField } from "./Field.tsx";

interface Bound {
  name: string;
  value: string;
  error: string | undefined;
}

export function RangeField({ legend, min, max }: { legend: string; min: Bound; max: Bound }) {
  const number = { inputMode: "numeric", autoComplete: "off", maxLength: 12 } as const;
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div class="pair">
        <TextField label={sheet.from} {...number} {...min} />
        <TextField label={sheet.to} {...number} {...max} />
      </div>
    </fieldset>
  );
}
