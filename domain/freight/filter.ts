// What a driver looks for, in normal form: equal filters are equal values and share one cache entry (contract 3.1).
import type { CargoSort } from "./sort.ts";

/** Kilometres, kopecks and ids; absent = any. Ranges always carry both bounds once one is given. */
export interface CargoFilter {
  readonly limit: number;
  readonly offset: number;
  readonly mode: "my" | "all";
  readonly start?: PointFilter;
  readonly finish?: PointFilter;
  /** YYYY-MM-DD, wall clock. */
  readonly startDate?: string;
  /** Tonnes and cubic metres of the truck. */
  readonly wv?: { readonly tonnes: number; readonly cubicMetres: number };
  /** Sorted, unique. */
  readonly truckTypes: readonly number[];
  readonly loadTypes: readonly number[];
  /** Kopecks. */
  readonly price?: Range;
  /** Kopecks per km. */
  readonly pricePerKm?: Range;
  /** Kilometres. */
  readonly distance?: Range;
  /** Absent = as the exchange has them. It narrows nothing, so it is no part of what caches are keyed by. */
  readonly sort?: CargoSort;
}

export interface PointFilter {
  readonly id: number;
  /** The dictionary item's own type; 2 = city. */
  readonly type: number;
  /** Kilometres. */
  readonly radius: number;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}
