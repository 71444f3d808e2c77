// What a saved search looks for: one spelling for one meaning, so that equal searches are watched as one.
import type { FieldError } from "../freight/field_error.ts";
import type { CargoFilter } from "../freight/filter.ts";
import { filterKey } from "../freight/filter_key.ts";
import { DEFAULT_LIMIT } from "../freight/filter_limits.ts";
import { filterParams } from "../freight/filter_params.ts";
import { parseFilter } from "../freight/parse_filter.ts";

/** As many loads as the exchange gives at once: the more are seen, the fewer are missed. */
const WATCHED_LOADS = 100;
/** Names of cities, which the exchange knows by number only. */
const NAMES = ["start_name", "finish_name"] as const;
const LONGEST_NAME = 100;
/** Characters of a key: it is part of a key of the store, which has room for about twice as many. */
const LONGEST_KEY = 900;

/** The normal form of an address's query, without paging and order; or what is wrong with its fields. */
export function searchQuery(
  given: URLSearchParams,
): { readonly ok: string } | { readonly errors: readonly FieldError[] } {
  const { filter, errors } = parseFilter(given);
  if (errors.length > 0) return { errors };
  const query = filterParams({ ...filter, limit: DEFAULT_LIMIT, offset: 0 });
  query.delete("sort");
  for (const [name, point] of [[NAMES[0], filter.start], [NAMES[1], filter.finish]] as const) {
    const typed = given.get(name)?.trim().slice(0, LONGEST_NAME);
    if (point && typed) query.set(name, typed);
  }
  const ok = query.toString();
  if (watchKey(ok).length <= LONGEST_KEY) return { ok };
  return { errors: [{ field: "truck_types", code: "too_many_ids", params: { max: 30 } }] };
}

/** The filter of a stored query, as the list shows it. */
export function filterOf(query: string): CargoFilter {
  return parseFilter(new URLSearchParams(query)).filter;
}

/** The question that watching a query asks. */
export function watchedFilter(query: string): CargoFilter {
  return { ...filterOf(query), limit: WATCHED_LOADS, offset: 0 };
}

/** Equal for searches that find the same loads. */
export function watchKey(query: string): string {
  return filterKey(watchedFilter(query));
}

/** Whether the query asks for a day that is over; `today` is YYYY-MM-DD. */
export function isOver(query: string, today: string): boolean {
  const { startDate } = filterOf(query);
  return startDate !== undefined && startDate < today;
}
