// The address of the list as a filter, with what only forms send along: names of cities and a truck in two numbers.
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import { parseFilter } from "../../../domain/freight/parse_filter.ts";
import type { Freight } from "../../../domain/freight/mod.ts";
import { filterErrorText } from "../../../texts/filter_errors.ts";
import { resolveCities } from "./cities.ts";
import { resolveTruck } from "./own_truck.ts";

export interface ListQuery {
  /** As typed, with the ids that names of cities stand for. */
  readonly query: URLSearchParams;
  /** Without the wrong fields. */
  readonly filter: CargoFilter;
  /** Sentences by field name. */
  readonly errors: Readonly<Record<string, string>>;
}

export async function readListQuery(address: URLSearchParams, points: Freight["points"]): Promise<ListQuery> {
  const truck = resolveTruck(address);
  const cities = await resolveCities(truck.query, points);
  const { filter, errors } = parseFilter(cities.query);
  return {
    query: cities.query,
    filter,
    errors: {
      ...Object.fromEntries(errors.map((error) => [error.field, filterErrorText(error)])),
      ...cities.errors,
      ...truck.errors,
    },
  };
}
