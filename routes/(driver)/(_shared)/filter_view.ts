// The filter as its form shows it: what is set, what was typed, what the form must carry along.
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import { DEFAULT_LIMIT, WV_PRESETS } from "../../../domain/freight/filter_limits.ts";
import { filterParams } from "../../../domain/freight/filter_params.ts";
import type { Choice } from "../../../components/Field.tsx";
import { filter as texts } from "../../../texts/filter.ts";
import { formatWeightVolume } from "../../../texts/format.ts";

const ENDS = ["start", "finish"] as const;
const PAGING = new Set(["limit", "offset"]);
const SHOWN = new Set([
  ...["mode", "start_date", "wv"],
  ...ENDS.flatMap((end) => [`${end}_point_id`, `${end}_point_type`, `${end}_radius`]),
  ...["price", "price_per_km", "distance"].flatMap((name) => [`${name}_min`, `${name}_max`]),
]);

/** The address of another page of the same list; names of cities go along. */
export function pageAddress(filter: CargoFilter, names: URLSearchParams, offset: number): string {
  const query = filterParams({ ...filter, offset });
  for (const end of ENDS) {
    const name = names.get(`${end}_name`);
    if (name && filter[end]) query.set(`${end}_name`, name);
  }
  const text = query.toString();
  return text === "" ? "/" : `/?${text}`;
}

/** The same search as one that is saved: neither its order nor how far it was read belongs to it. */
export function searchAddress({ sort: _, ...filter }: CargoFilter, names: URLSearchParams): string {
  const address = pageAddress({ ...filter, limit: DEFAULT_LIMIT }, names, 0);
  return `/searches/new${address.slice("/".length)}`;
}

/** Conditions that narrow the list. */
export function activeConditions({ startDate, ...filter }: CargoFilter): number {
  const { start, finish, wv, price, pricePerKm, distance, truckTypes, loadTypes } = filter;
  const single = [start, finish, startDate, wv, price, pricePerKm, distance].filter(Boolean).length;
  return single + Number(truckTypes.length > 0) + Number(loadTypes.length > 0);
}

/** Conditions without a field of their own in the form; types have none while their dictionary is out of reach. */
export function keptConditions(
  filter: CargoFilter,
  dictionaries: { readonly truckTypes: readonly unknown[]; readonly loadTypes: readonly unknown[] },
): [string, string][] {
  const shown = new Set(SHOWN);
  if (dictionaries.truckTypes.length > 0) shown.add("truck_types");
  if (dictionaries.loadTypes.length > 0) shown.add("load_types");
  return [...filterParams(filter)].filter(([name]) => !shown.has(name) && !PAGING.has(name));
}

/** What stands in a field: as typed; the category names of the older filter as the truck they mean. */
export function typedIn(query: URLSearchParams, filter: CargoFilter): (field: string) => string {
  const normal = filterParams(filter);
  return (field) => query.get(field) ?? normal.get(field) ?? "";
}

/** Trucks to pick from; one that is no preset but in the address is offered too. */
export function wvChoices(typed: string): Choice[] {
  const values = ["", ...WV_PRESETS];
  if (/^[\d.]+-[\d.]+$/.test(typed) && !values.includes(typed)) values.push(typed);
  return values.map((value) => ({ value, label: value === "" ? texts.anyWv : wvLabel(value) }));
}

function wvLabel(wv: string): string {
  const [tonnes = 0, cubicMetres = 0] = wv.split("-").map(Number);
  return formatWeightVolume(tonnes * 1000, cubicMetres);
}
