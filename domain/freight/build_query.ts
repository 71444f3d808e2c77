// From a filter to the parameters CargoTech understands (contract 3.2).
import type { CargoFilter, PointFilter, Range } from "./filter.ts";

/** Parameters of `GET /v2/cargos/views`: money in kopecks; a point always brings its type. */
export function buildQuery(filter: CargoFilter): URLSearchParams {
  const query = new URLSearchParams({
    include: "contacts",
    limit: String(filter.limit),
    offset: String(filter.offset),
    "filter[mode]": filter.mode,
    // Zero is the account the server signed in with.
    "filter[user_id]": "0",
  });
  if (filter.start) setPoint(query, "start", filter.start);
  if (filter.finish) setPoint(query, "finish", filter.finish);
  if (filter.startDate) query.set("filter[start_date]", filter.startDate);
  if (filter.wv) query.set("filter[wv]", `${filter.wv.tonnes}-${filter.wv.cubicMetres}`);
  if (filter.loadTypes.length) query.set("filter[load_types]", filter.loadTypes.join(","));
  if (filter.truckTypes.length) query.set("filter[truck_types]", filter.truckTypes.join(","));
  if (filter.distance) query.set("filter[distance]", bounds(filter.distance));
  if (filter.price) query.set("filter[price]", bounds(filter.price));
  if (filter.pricePerKm) query.set("filter[price_per_km]", bounds(filter.pricePerKm));
  return query;
}

function setPoint(query: URLSearchParams, end: "start" | "finish", { id, type, radius }: PointFilter) {
  query.set(`filter[${end}_point_id]`, String(id));
  query.set(`filter[${end}_point_type]`, String(type));
  query.set(`filter[${end}_point_radius]`, String(radius));
}

function bounds({ min, max }: Range): string {
  return `${min},${max}`;
}
