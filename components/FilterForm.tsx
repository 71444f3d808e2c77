// The filter: a GET form whose fields are the parameters of the address, with what was wrong beside each.
import type { ComponentChildren } from "preact";
import type { DictionaryItem } from "../domain/freight/cargo.ts";
import type { CargoFilter } from "../domain/freight/filter.ts";
import { filter as texts } from "../texts/driver.ts";
import { ChoiceChips } from "./ChoiceChips.tsx";
import { type Choice, SelectField, TextField } from "./Field.tsx";

export interface FilterFormProps {
  filter: CargoFilter;
  /** How many conditions are set. */
  active: number;
  /** Sentences by field name. */
  errors: Readonly<Record<string, string>>;
  /** What stands in the address for a field, "" when nothing does. */
  typed: (field: string) => string;
  wvChoices: readonly Choice[];
  truckTypes: readonly DictionaryItem[];
  loadTypes: readonly DictionaryItem[];
  /** Conditions this form has no field for: they must survive it. */
  kept: readonly (readonly [name: string, value: string])[];
  /** The city fields, which need a browser's help. */
  children?: ComponentChildren;
}

const MODES: readonly Choice[] = [
  { value: "my", label: texts.modes.my },
  { value: "all", label: texts.modes.all },
];

/** Fields of the address that have no control here; their errors stand at the top. */
const UNSEEN = ["limit", "offset", "start_radius", "finish_radius", "start_point_type", "finish_point_type"]
  .concat(["price_max", "price_per_km_max", "distance_min", "distance_max"]);

export function FilterForm(props: FilterFormProps) {
  const { filter, active, errors, typed, wvChoices, truckTypes, loadTypes, kept, children } = props;
  const wrong = Object.keys(errors).length > 0;
  const money = { inputMode: "numeric", autoComplete: "off", maxLength: 12 } as const;
  return (
    <details class="filter" open={wrong}>
      <summary>
        <span>{texts.title}</span>
        {active > 0 && <span class="badge">{texts.set(active)}</span>}
      </summary>
      <form class="stack" data-form="filter" method="get" action="/" noValidate>
        {wrong && <p class="error" role="alert">{texts.wrong}</p>}
        {UNSEEN.filter((field) => errors[field]).map((field) => (
          <p class="error" key={field}>{field}: {errors[field]}</p>
        ))}
        {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <fieldset class="segments" {...(errors.mode && { "aria-describedby": "mode-error" })}>
          <legend>{texts.mode}</legend>
          <div>
            {MODES.map(({ value, label }) => (
              <label key={value}>
                <input class="ears" type="radio" name="mode" value={value} checked={filter.mode === value} />
                <span>{label}</span>
              </label>
            ))}
          </div>
          {errors.mode && <p class="error" id="mode-error">{errors.mode}</p>}
        </fieldset>
        {children}
        <div class="columns">
          <TextField
            type="date"
            name="start_date"
            label={texts.startDate}
            value={typed("start_date")}
            error={errors.start_date}
          />
          <SelectField
            name="wv"
            label={texts.wv}
            choices={wvChoices}
            selected={typed("wv")}
            error={errors.wv ?? errors.weight_volume}
          />
          <TextField
            name="price_min"
            label={texts.priceMin}
            value={typed("price_min")}
            error={errors.price_min}
            {...money}
          />
          <TextField
            name="price_per_km_min"
            label={texts.pricePerKmMin}
            value={typed("price_per_km_min")}
            error={errors.price_per_km_min}
            {...money}
          />
        </div>
        <ChoiceChips
          name="truck_types"
          legend={texts.truckTypes}
          choices={truckTypes}
          selected={filter.truckTypes}
          error={errors.truck_types}
        />
        <ChoiceChips
          name="load_types"
          legend={texts.loadTypes}
          choices={loadTypes}
          selected={filter.loadTypes}
          error={errors.load_types}
        />
        <div class="actions">
          <button class="button" type="submit">{texts.apply}</button>
          <a class="button quiet" href="/?mode=my">{texts.reset}</a>
        </div>
      </form>
    </details>
  );
}
