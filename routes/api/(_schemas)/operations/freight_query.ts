// The parameters of the list of loads, for the document only: domain/freight/parse_filter.ts reads them.
import { z } from "zod";
import {
  type Bounds,
  CITY,
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
} from "../../../../domain/freight/filter_limits.ts";
import { CARGO_SORTS } from "../../../../domain/freight/sort.ts";

const within = ({ min, max }: Bounds) => z.int().min(min).max(max);
const roubles = ({ min, max }: Bounds) =>
  z.number().min(min / 100).max(max / 100).describe("Roubles").optional();
const ids = () => z.string().describe("Ids of the dictionary, by comma").optional();

const point = (end: "start" | "finish") => ({
  [`${end}_point_id`]: z.int().positive().describe("Id of a city").optional(),
  [`${end}_point_type`]: within(POINT_TYPE).default(CITY),
  [`${end}_radius`]: within(RADIUS_KM).describe("Kilometres").default(DEFAULT_RADIUS_KM),
});

export const CargosQuery = z.object({
  limit: within(LIMIT).default(DEFAULT_LIMIT),
  offset: within(OFFSET).default(0),
  mode: z.enum(["my", "all"]).default("my"),
  ...point("start"),
  ...point("finish"),
  start_date: z.iso.date().describe("Day of loading").optional(),
  wv: z.string().regex(/^\d+(\.\d+)?-\d+(\.\d+)?$/).describe("Tonnes and cubic metres: 20-83").optional(),
  weight_volume: z.enum([...Object.keys(LEGACY_WEIGHT_VOLUME), "any"]).describe("Older form of wv")
    .optional(),
  truck_types: ids(),
  load_types: ids(),
  price_min: roubles(PRICE_KOPECKS),
  price_max: roubles(PRICE_KOPECKS),
  price_per_km_min: roubles(PRICE_PER_KM_KOPECKS),
  price_per_km_max: roubles(PRICE_PER_KM_KOPECKS),
  distance_min: within(DISTANCE_KM).describe("Kilometres").optional(),
  distance_max: within(DISTANCE_KM).describe("Kilometres").optional(),
  sort: z.enum(CARGO_SORTS).describe("Best paid, best paid per km, soonest, shortest first").optional(),
});

export const PointsQuery = z.object({ name: z.string().describe("Two letters or more").optional() });

export const PricesQuery = z.object({ ids: z.string().describe("Ids of loads, by comma; at most 200") });
