// From the address to a filter (contract 3.1). A wrong field is a named error, never a silently wider search.
import type { FieldError } from "./field_error.ts";
import type { CargoFilter, PointFilter, Range } from "./filter.ts";
import { type FilterFields, filterFields } from "./filter_fields.ts";
import {
  type Bounds,
  CITY,
  CUBIC_METRES,
  DEFAULT_LIMIT,
  DEFAULT_RADIUS_KM,
  DISTANCE_KM,
  LEGACY_WEIGHT_VOLUME,
  LIMIT,
  OFFSET,
  POINT_TYPE,
  PRICE_KOPECKS,
  PRICE_PER_KM_KOPECKS,
  RADIUS_KM,
  TONNES,
} from "./filter_limits.ts";
import { CARGO_SORTS } from "./sort.ts";

const ID: Bounds = { min: 1, max: 999_999_999_999_999 };

export interface ParsedFilter {
  /** Without the wrong fields: a page shows this list, the API refuses when there are errors. */
  readonly filter: CargoFilter;
  readonly errors: readonly FieldError[];
}

/** Parameters it does not know are ignored; money is in roubles here and in kopecks in the filter. */
export function parseFilter(query: URLSearchParams): ParsedFilter {
  const fields = filterFields(query);
  const start = readPoint(fields, "start");
  const finish = readPoint(fields, "finish");
  const startDate = fields.date("start_date");
  const wv = readWv(fields);
  const price = readRange(fields, "price", fields.kopecks, PRICE_KOPECKS);
  const pricePerKm = readRange(fields, "price_per_km", fields.kopecks, PRICE_PER_KM_KOPECKS);
  const distance = readRange(fields, "distance", fields.integer, DISTANCE_KM);
  const sort = fields.oneOf("sort", CARGO_SORTS);
  const filter: CargoFilter = {
    limit: fields.integer("limit", LIMIT) ?? DEFAULT_LIMIT,
    offset: fields.integer("offset", OFFSET) ?? 0,
    mode: fields.oneOf("mode", ["my", "all"]) ?? "my",
    ...(start && { start }),
    ...(finish && { finish }),
    ...(startDate && { startDate }),
    ...(wv && { wv }),
    truckTypes: fields.ids("truck_types"),
    loadTypes: fields.ids("load_types"),
    ...(price && { price }),
    ...(pricePerKm && { pricePerKm }),
    ...(distance && { distance }),
    ...(sort && { sort }),
  };
  return { filter, errors: fields.errors };
}

/** A type or radius without a city is checked and means nothing: forms send them along. */
function readPoint(fields: FilterFields, end: "start" | "finish"): PointFilter | undefined {
  const id = fields.integer(`${end}_point_id`, ID);
  const type = fields.integer(`${end}_point_type`, POINT_TYPE) ?? CITY;
  const radius = fields.integer(`${end}_radius`, RADIUS_KM) ?? DEFAULT_RADIUS_KM;
  return id === undefined ? undefined : { id, type, radius };
}

function readWv(fields: FilterFields): CargoFilter["wv"] {
  const legacy = fields.oneOf("weight_volume", Object.keys(LEGACY_WEIGHT_VOLUME));
  const fromLegacy = legacy === undefined ? undefined : LEGACY_WEIGHT_VOLUME[legacy];
  const typed = fields.text("wv");
  if (typed !== undefined && fromLegacy !== undefined && typed !== fromLegacy) {
    fields.fail("weight_volume", "contradicts_wv");
  }
  const wv = typed ?? fromLegacy;
  if (wv === undefined) return undefined;
  if (!/^\d+(\.\d+)?-\d+(\.\d+)?$/.test(wv)) return fields.fail("wv", "not_wv");
  const [tonnes = NaN, cubicMetres = NaN] = wv.split("-").map(Number);
  if (within(tonnes, TONNES) && within(cubicMetres, CUBIC_METRES)) return { tonnes, cubicMetres };
  return fields.fail("wv", "wv_out_of_bounds", {
    minTonnes: TONNES.min,
    maxTonnes: TONNES.max,
    minCubicMetres: CUBIC_METRES.min,
    maxCubicMetres: CUBIC_METRES.max,
  });
}

/** A missing bound becomes the documented one; a reversed range is an error of its lower bound. */
function readRange(
  fields: FilterFields,
  name: string,
  read: (field: string, bounds: Bounds) => number | undefined,
  bounds: Bounds,
): Range | undefined {
  const min = read(`${name}_min`, bounds);
  const max = read(`${name}_max`, bounds);
  if (min === undefined && max === undefined) return undefined;
  const range = { min: min ?? bounds.min, max: max ?? bounds.max };
  return range.min <= range.max ? range : fields.fail(`${name}_min`, "reversed");
}

function within(value: number, { min, max }: Bounds): boolean {
  return value >= min && value <= max;
}
