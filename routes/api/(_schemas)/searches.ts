// Shapes of saved searches over HTTP; the filter is the parameters of the list of loads, as JSON.
import { z } from "zod";
import type { PointFilter } from "../../../domain/freight/filter.ts";
import { filterParams } from "../../../domain/freight/filter_params.ts";
import { QuietHoursForm, searchName } from "../../../domain/searches/commands.ts";
import type { SavedSearch } from "../../../domain/searches/mod.ts";
import { filterOf } from "../../../domain/searches/search_query.ts";

const Value = z.union([z.string(), z.number(), z.boolean()]);
const Filter = z.record(z.string(), z.union([Value, z.array(Value).max(100), z.null()]), "invalid_value")
  .describe("Parameters of GET /api/cargos");

export const SearchBody = z.object({
  name: searchName,
  filter: Filter,
  alerts: z.boolean("invalid_value").default(true),
  quietHours: QuietHoursForm.nullish().describe("HH:MM, Moscow time"),
});

/** What is left out stays as it is; null takes the quiet hours away. */
export const SearchPatch = z.object({
  name: searchName.optional(),
  filter: Filter.optional(),
  alerts: z.boolean("invalid_value").optional(),
  quietHours: QuietHoursForm.nullish(),
});

export const SearchAnswer = z.object({
  id: z.string(),
  name: z.string(),
  filter: z.record(z.string(), z.union([z.string(), z.number()])),
  alerts: z.boolean(),
  quietHours: z.object({ from: z.string(), to: z.string() }).optional(),
  savedAt: z.string(),
  /** How many loads the driver was told of. */
  matched: z.int(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const SearchesAnswer = z.object({ data: z.array(SearchAnswer) });

/** The JSON filter as the query it stands for. */
export function queryOf(filter: z.output<typeof Filter>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => {
      const values = value === null ? [] : Array.isArray(value) ? value : [value];
      return values.map((each): [string, string] => [name, String(each)]);
    }),
  );
}

export function searchAnswer({ searchId, name, query, alerts, quietHours, savedAt, matched }: SavedSearch) {
  const answer: SearchAnswer = {
    ...{ id: searchId, name, filter: filterAnswer(query), alerts, savedAt, matched },
    ...(quietHours && { quietHours }),
  };
  return answer;
}

const TEXTS = new Set(["mode", "start_date", "wv", "truck_types", "load_types", "start_name", "finish_name"]);

/** Defaults that matter are named; numbers are numbers. */
function filterAnswer(query: string): SearchAnswer["filter"] {
  const filter = filterOf(query);
  const params = filterParams(filter);
  for (const [name, value] of new URLSearchParams(query)) params.set(name, value);
  const texts = Object.fromEntries(
    [...params].map(([name, value]) => [name, TEXTS.has(name) ? value : Number(value)]),
  );
  return {
    mode: filter.mode,
    ...pointOf("start", filter.start),
    ...pointOf("finish", filter.finish),
    ...texts,
  };
}

function pointOf(end: "start" | "finish", point: PointFilter | undefined) {
  if (!point) return {};
  return {
    [`${end}_point_id`]: point.id,
    [`${end}_point_type`]: point.type,
    [`${end}_radius`]: point.radius,
  };
}
