// What the fields of a filter are given, in the list and in a saved search alike.
import type { FilterFieldsProps } from "../../../components/FilterFields.tsx";
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import { DEFAULT_RADIUS_KM } from "../../../domain/freight/filter_limits.ts";
import CityField from "../../../islands/CityField.tsx";
import { filter as texts } from "../../../texts/filter.ts";
import type { Dictionaries } from "./chips.ts";
import { keptConditions, typedIn, wvChoices } from "./filter_view.ts";

/** `errors`: sentences by field name; `query`: what was typed. */
export function filterInputs(
  { filter, query, errors, dictionaries }: {
    filter: CargoFilter;
    query: URLSearchParams;
    errors: Readonly<Record<string, string>>;
    dictionaries: Dictionaries;
  },
): FilterFieldsProps {
  const typed = typedIn(query, filter);
  return {
    filter,
    typed,
    errors,
    ...dictionaries,
    wvChoices: wvChoices(typed("wv")),
    kept: keptConditions(filter, dictionaries),
    city: (end: "start" | "finish") => (
      <CityField
        end={end}
        label={end === "start" ? texts.from : texts.to}
        name={typed(`${end}_name`) || (filter[end] ? texts.pickedCity(filter[end].id) : "")}
        pointId={String(filter[end]?.id ?? "")}
        {...cityError(errors, end)}
      />
    ),
    radiusHint: String(DEFAULT_RADIUS_KM),
  };
}

function cityError(errors: Readonly<Record<string, string>>, end: "start" | "finish"): { error?: string } {
  const error = errors[`${end}_name`] ?? errors[`${end}_point_id`];
  return error === undefined ? {} : { error };
}
