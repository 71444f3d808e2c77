// One short string per distinct question to CargoTech: what caches and saved searches are keyed by.
import type { CargoFilter, PointFilter, Range } from "./filter.ts";

/**
 * Equal exactly when `buildQuery` is equal, paging included, and much cheaper: every list request asks for it.
 * For "the same search" whatever the page, give it the filter with its paging reset.
 */
export function filterKey(filter: CargoFilter): string {
  return [
    filter.mode,
    filter.limit,
    filter.offset,
    point(filter.start),
    point(filter.finish),
    filter.startDate ?? "",
    filter.wv ? `${filter.wv.tonnes}-${filter.wv.cubicMetres}` : "",
    filter.truckTypes.join(","),
    filter.loadTypes.join(","),
    bounds(filter.price),
    bounds(filter.pricePerKm),
    bounds(filter.distance),
  ].join("|");
}

function point(point: PointFilter | undefined): string {
  return point ? `${point.id},${point.type},${point.radius}` : "";
}

function bounds(range: Range | undefined): string {
  return range ? `${range.min},${range.max}` : "";
}
