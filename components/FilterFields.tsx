// What is looked for, field by field, in the filter of the list and in a saved search alike.
import type { ComponentChildren } from "preact";
import type { DictionaryItem } from "../domain/freight/cargo.ts";
import type { CargoFilter } from "../domain/freight/filter.ts";
import { filter as texts } from "../texts/filter.ts";
import { sheet } from "../texts/list.ts";
import { ChoiceChips } from "./ChoiceChips.tsx";
import { type Choice, TextField } from "./Field.tsx";
import { ModeSwitch } from "./ModeSwitch.tsx";
import { RangeField } from "./RangeField.tsx";
import { TruckField } from "./TruckField.tsx";

export interface FilterFieldsProps {
  filter: CargoFilter;
  /** What stands in the address or the form for a field, "" when nothing does. */
  typed: (field: string) => string;
  /** Sentences by field name. */
  errors: Readonly<Record<string, string>>;
  wvChoices: readonly Choice[];
  truckTypes: readonly DictionaryItem[];
  loadTypes: readonly DictionaryItem[];
  /** Conditions without a field: they must survive the form. */
  kept: readonly (readonly [name: string, value: string])[];
  /** A city field, which needs a browser's help. */
  city: (end: "start" | "finish") => ComponentChildren;
  /** Kilometres around a city when none are typed. */
  radiusHint: string;
}

export function FilterFields(props: FilterFieldsProps) {
  const { filter, typed, errors } = props;
  const field = (name: string) => ({ name, value: typed(name), error: errors[name] });
  return (
    <>
      {props.kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <ModeSwitch mode={filter.mode} error={errors.mode} />
      {(["start", "finish"] as const).map((end) => (
        <div class="place" key={end}>
          {props.city(end)}
          <TextField
            label={sheet.radius}
            aria-label={sheet.radiusAround(end === "start" ? texts.from : texts.to)}
            placeholder={props.radiusHint}
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            {...field(`${end}_radius`)}
          />
        </div>
      ))}
      <TextField type="date" label={texts.startDate} {...field("start_date")} />
      <TruckField
        choices={props.wvChoices}
        selected={typed("wv")}
        error={errors.wv ?? errors.weight_volume}
        tonnes={typed("wv_t")}
        cubicMetres={typed("wv_m3")}
      />
      <RangeField legend={sheet.price} min={field("price_min")} max={field("price_max")} />
      <RangeField legend={sheet.pricePerKm} min={field("price_per_km_min")} max={field("price_per_km_max")} />
      <RangeField legend={sheet.distance} min={field("distance_min")} max={field("distance_max")} />
      <ChoiceChips
        name="truck_types"
        legend={texts.truckTypes}
        choices={props.truckTypes}
        selected={filter.truckTypes}
        error={errors.truck_types}
      />
      <ChoiceChips
        name="load_types"
        legend={texts.loadTypes}
        choices={props.loadTypes}
        selected={filter.loadTypes}
        error={errors.load_types}
      />
    </>
  );
}
