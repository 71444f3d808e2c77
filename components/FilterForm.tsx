// The filter: a GET form whose fields are the parameters of the address, with what was wrong beside each. A plain
// disclosure without JavaScript, a sheet over the list with it.
import type { ComponentChildren } from "preact";
import { filter as texts } from "../texts/filter.ts";
import { bar } from "../texts/list.ts";
import { FilterFields, type FilterFieldsProps } from "./FilterFields.tsx";

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

export function FilterForm({ active, head, submit, ...fields }: FilterFormProps) {
  const { errors } = fields;
  const wrong = Object.keys(errors).length > 0;
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
          <FilterFields {...fields} />
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
