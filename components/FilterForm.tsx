// The filter: a GET form whose fields are the parameters of the address, with what was wrong beside each. A plain
// disclosure without JavaScript, a sheet over the list with it.
import type { ComponentChildren } from "preact";
import { filter as texts } from "../texts/filter.ts";
import { bar, sheet } from "../texts/list.ts";
import { ChoiceChips } from "./ChoiceChips.tsx";
import { TextField } from "./Field.tsx";
import { ModeSwitch } from "./ModeSwitch.tsx";
import { RangeField } from "./RangeField.tsx";
import type { FilterFieldsProps } from "./SearchFilterFields.tsx";
import { TruckField } from "./TruckField.tsx";

interface FilterFormProps extends FilterFieldsProps {
  /** How many conditions are set. */
  active: number;
  /** The title, with the way out of the sheet. */
  head: ComponentChildren;
  /** The button that applies the filter. */
  submit: ComponentChildren;
}

/** Fields of the address that have no control here; their errors stand at the top. */
const UNSEEN = ["limit", "offset", "sort", "start_point_type", "finish_point_type"];

export function FilterForm(props: FilterFormProps) {
  const { filter, active, errors, typed, truckTypes, loadTypes, kept, city, radiusHint, head, submit } =
    props;
  const wrong = Object.keys(errors).length > 0;
  const field = (name: string) => ({ name, value: typed(name), error: errors[name] });
  return (
    <details class="filter" open={wrong}>
      <summary>
        <span>{texts.title}</span>
        {active > 0 && (
          <span class="badge">
            <span aria-hidden="true">{active}</span>
            <span class="ears">{texts.set(active)}</span>
          </span>
        )}
      </summary>
      <dialog class="sheet" open aria-labelledby="filter-title">
        {head}
        <form class="stack" id="filter-form" data-form="filter" method="get" action="/" noValidate>
          {wrong && <p class="error" role="alert">{texts.wrong}</p>}
          {UNSEEN.filter((name) => errors[name]).map((name) => (
            <p class="error" key={name}>{name}: {errors[name]}</p>
          ))}
          {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          <ModeSwitch mode={filter.mode} error={errors.mode} />
          {(["start", "finish"] as const).map((end) => (
            <div class="place" key={end}>
              {city(end)}
              <TextField
                label={sheet.radius}
                aria-label={sheet.radiusAround(end === "start" ? texts.from : texts.to)}
                placeholder={radiusHint}
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
          <RangeField
            legend={sheet.pricePerKm}
            min={field("price_per_km_min")}
            max={field("price_per_km_max")}
          />
          <RangeField legend={sheet.distance} min={field("distance_min")} max={field("distance_max")} />
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
            {submit}
            <a class="button quiet" href="/?mode=my">{texts.reset}</a>
          </div>
        </form>
        <button class="button quiet wide" type="submit" form="filter-form" formaction="/searches/new">
          {bar.save}
        </button>
      </dialog>
    </details>
  );
}
