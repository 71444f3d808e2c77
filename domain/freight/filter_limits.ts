// The bounds of every filter field, as the exchange documents them; where it documents none, what is sensible.

/** Inclusive integer or decimal bounds. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export const DEFAULT_LIMIT = 20;
export const DEFAULT_RADIUS_KM = 50;
/** The exchange's type of a city. */
export const CITY = 2;

export const LIMIT: Bounds = { min: 1, max: 100 };
export const OFFSET: Bounds = { min: 0, max: 1_000_000 };
export const POINT_TYPE: Bounds = { min: 1, max: 99 };
/** Zero means the city itself. */
export const RADIUS_KM: Bounds = { min: 0, max: 1000 };
export const TONNES: Bounds = { min: 0.1, max: 1000 };
export const CUBIC_METRES: Bounds = { min: 0.1, max: 200 };
export const PRICE_KOPECKS: Bounds = { min: 0, max: 99_999_900 };
export const PRICE_PER_KM_KOPECKS: Bounds = { min: 0, max: 99_900 };
export const DISTANCE_KM: Bounds = { min: 0, max: 9999 };
/** The longest list of body or loading types in one filter; the dictionaries are shorter. */
export const MOST_TYPES = 100;

/** Trucks a driver picks with one tap, as `wv` values. */
export const WV_PRESETS = ["1.5-9", "3-16", "5-36", "7.5-45", "10-54", "15-65", "20-83"] as const;

/** The category names of the older filter and the `wv` each stands for. */
export const LEGACY_WEIGHT_VOLUME: Readonly<Record<string, string>> = {
  "1_3": "1-15",
  "3_5": "3-25",
  "5_10": "5-40",
  "10_15": "10-60",
  "15_20": "15-82",
  "20": "20-120",
};
