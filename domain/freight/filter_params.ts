// From a filter to our own address: the inverse of parseFilter, leaving out what is the default anyway.
import type { CargoFilter, PointFilter, Range } from "./filter.ts";
import {
  CITY,
  DEFAULT_LIMIT,
  DEFAULT_RADIUS_KM,
  DISTANCE_KM,
  PRICE_KOPECKS,
  PRICE_PER_KM_KOPECKS,
} from "./filter_limits.ts";

/** `parseFilter(filterParams(filter))` is the filter again. Money is in roubles. */
export function filterParams(filter: CargoFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.limit !== DEFAULT_LIMIT) query.set("limit", String(filter.limit));
  if (filter.offset !== 0) query.set("offset", String(filter.offset));
  if (filter.mode !== "my") query.set("mode", filter.mode);
  if (filter.start) setPoint(query, "start", filter.start);
  if (filter.finish) setPoint(query, "finish", filter.finish);
  if (filter.startDate) query.set("start_date", filter.startDate);
  if (filter.wv) query.set("wv", `${filter.wv.tonnes}-${filter.wv.cubicMetres}`);
  if (filter.truckTypes.length) query.set("truck_types", filter.truckTypes.join(","));
  if (filter.loadTypes.length) query.set("load_types", filter.loadTypes.join(","));
  if (filter.price) setRange(query, "price", filter.price, PRICE_KOPECKS.max, roubles);
  if (filter.pricePerKm) {
    setRange(query, "price_per_km", filter.pricePerKm, PRICE_PER_KM_KOPECKS.max, roubles);
  }
  if (filter.distance) setRange(query, "distance", filter.distance, DISTANCE_KM.max, String);
  if (filter.sort) query.set("sort", filter.sort);
  return query;
}

function setPoint(query: URLSearchParams, end: "start" | "finish", { id, type, radius }: PointFilter) {
  query.set(`${end}_point_id`, String(id));
  if (type !== CITY) query.set(`${end}_point_type`, String(type));
  if (radius !== DEFAULT_RADIUS_KM) query.set(`${end}_radius`, String(radius));
}

/** One bound is enough to ask for the whole range, so the lower one stays when both are the widest. */
function setRange(
  query: URLSearchParams,
  name: string,
  { min, max }: Range,
  widest: number,
  print: (value: number) => string,
) {
  if (min > 0 || max === widest) query.set(`${name}_min`, print(min));
  if (max < widest) query.set(`${name}_max`, print(max));
}

function roubles(kopecks: number): string {
  const rest = kopecks % 100;
  const whole = String((kopecks - rest) / 100);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(2, "0")}`;
}
