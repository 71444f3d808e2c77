// The query of GET /v2/cargos/views: what is mandatory, what is refused, and which loads it finds.
import { z } from "zod";
import { CITIES, distanceKm } from "./cities.ts";
import type { Load, Stop } from "./loads.ts";

const wholeNumber = z.string().regex(/^\d+$/, "must be an integer").transform(Number);
const ids = z.string().regex(/^\d+(,\d+)*$/, "must be comma-separated ids").transform((csv) =>
  csv.split(",").map(Number)
);
const range = z.string().regex(/^\d+,\d+$/, "must be min,max").transform((csv) => {
  const [min = 0, max = 0] = csv.split(",").map(Number);
  return { min, max };
});

const querySchema = z.object({
  include: z.literal("contacts"),
  limit: wholeNumber.pipe(z.number().min(1).max(100)),
  offset: wholeNumber,
  "filter[mode]": z.enum(["my", "all"]),
  "filter[user_id]": wholeNumber,
  "filter[start_point_id]": wholeNumber.optional(),
  "filter[start_point_type]": wholeNumber.optional(),
  "filter[start_point_radius]": wholeNumber.optional(),
  "filter[finish_point_id]": wholeNumber.optional(),
  "filter[finish_point_type]": wholeNumber.optional(),
  "filter[finish_point_radius]": wholeNumber.optional(),
  "filter[start_date]": z.iso.date().optional(),
  "filter[wv]": z.string().regex(/^\d+(\.\d+)?-\d+(\.\d+)?$/, "must be tonnes-m3").optional(),
  "filter[load_types]": ids.optional(),
  "filter[truck_types]": ids.optional(),
  "filter[distance]": range.optional(),
  "filter[price]": range.optional(),
  "filter[price_per_km]": range.optional(),
  "filter[owner_company]": z.string().regex(/^\d{10}(\d{2})?$/, "must be an INN").optional(),
}).superRefine((query, context) => {
  for (const end of ["start", "finish"] as const) {
    if (query[`filter[${end}_point_id]`] !== undefined && query[`filter[${end}_point_type]`] === undefined) {
      context.addIssue({
        code: "custom",
        path: [`filter[${end}_point_type]`],
        message: "is required with the point",
      });
    }
  }
});

export type SearchQuery = z.infer<typeof querySchema>;

/** Field name → messages, as a Laravel API reports them. */
export type FieldErrors = Record<string, string[]>;

export function parseSearch(parameters: URLSearchParams): { query: SearchQuery } | { errors: FieldErrors } {
  const parsed = querySchema.safeParse(Object.fromEntries(parameters));
  if (parsed.success) return { query: parsed.data };
  const errors: FieldErrors = {};
  for (const issue of parsed.error.issues) {
    (errors[issue.path.map(String).join(".")] ??= []).push(issue.message);
  }
  return { errors };
}

/** Kopecks per kilometre; null without a price. */
export function pricePerKm(load: Load): number | null {
  return load.price === null ? null : Math.round(load.price / load.distance);
}

const CITY_TYPE = 2;
const DEFAULT_RADIUS_KM = 50;

/** Whether the query finds the load. `accountId` is the account that asks. */
export function matches(query: SearchQuery, load: Load, accountId: number): boolean {
  const user = query["filter[user_id]"];
  const mine = load.mine && (user === 0 || user === accountId);
  return (query["filter[mode]"] === "all" || mine) &&
    near(load.start, query, "start") &&
    near(load.finish, query, "finish") &&
    loadsOn(load, query["filter[start_date]"]) &&
    fits(load, query["filter[wv]"]) &&
    common(load.loadTypes, query["filter[load_types]"]) &&
    common(load.truckTypes, query["filter[truck_types]"]) &&
    inside(load.distance, query["filter[distance]"]) &&
    inside(load.priceCarrier ?? load.price, query["filter[price]"]) &&
    inside(pricePerKm(load), query["filter[price_per_km]"]) &&
    load.company.inn === (query["filter[owner_company]"] ?? load.company.inn);
}

function near(stop: Stop, query: SearchQuery, end: "start" | "finish"): boolean {
  const id = query[`filter[${end}_point_id]`];
  if (id === undefined) return true;
  const point = CITIES.find((city) => city.id === id);
  if (!point || query[`filter[${end}_point_type]`] !== CITY_TYPE) return false;
  return distanceKm(point, stop.city) <= (query[`filter[${end}_point_radius]`] ?? DEFAULT_RADIUS_KM);
}

/** The load is to be collected on exactly that day. */
function loadsOn(load: Load, date: string | undefined): boolean {
  return date === undefined || load.start.firstDate.slice(0, 10) === date;
}

/** The load fits into a vehicle of so many tonnes and cubic metres. */
function fits(load: Load, wv: string | undefined): boolean {
  if (wv === undefined) return true;
  const [tonnes = 0, cubicMetres = 0] = wv.split("-").map(Number);
  return load.weight <= tonnes * 1000 && load.volume <= cubicMetres;
}

function common(offered: readonly number[], wanted: readonly number[] | undefined): boolean {
  return wanted === undefined || offered.some((id) => wanted.includes(id));
}

/** A load without a price is found only when the range begins at nothing. */
function inside(value: number | null, wanted: { min: number; max: number } | undefined): boolean {
  if (wanted === undefined) return true;
  return value === null ? wanted.min === 0 : value >= wanted.min && value <= wanted.max;
}
