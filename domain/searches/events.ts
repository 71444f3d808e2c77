// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { CargoSnapshot } from "../freight/cargo.ts";
import { event } from "../shared/event.ts";
import { personal } from "../shared/personal.ts";

const about = { searchId: z.string(), driverId: z.number().int() };

/** Moscow time, HH:MM; a span over midnight has `from` after `to`. */
export const QuietHours = z.object({ from: z.string(), to: z.string() });
export type QuietHours = z.infer<typeof QuietHours>;

const terms = {
  /** What the driver calls it. */
  name: personal(),
  /** What is looked for, as the query of the list's address without paging; names of cities go along. */
  query: z.string(),
  alerts: z.boolean(),
  quietHours: QuietHours.optional(),
  /** ISO 8601 UTC: a load that appears after this moment is news to the driver. */
  watchedSince: z.string(),
};

export const SearchSaved = event("SearchSaved", { ...about, ...terms });
export type SearchSaved = z.infer<typeof SearchSaved>;

/** The search as it is from now on; `before` is the query it had. */
export const SearchChanged = event("SearchChanged", { ...about, ...terms, before: z.string() });
export type SearchChanged = z.infer<typeof SearchChanged>;

/** `query` is what was looked for. */
export const SearchRemoved = event("SearchRemoved", { ...about, query: z.string() });
export type SearchRemoved = z.infer<typeof SearchRemoved>;

/** The load as it was when it appeared. */
export const MatchedCargo = CargoSnapshot;
export type MatchedCargo = z.infer<typeof MatchedCargo>;

/** New loads the driver is told of. */
export const LoadsMatched = event("LoadsMatched", {
  ...about,
  /** This event's version in its stream: what messages refer to it by. */
  number: z.number().int(),
  cargos: z.array(MatchedCargo),
  /** How many more there were than are kept here. */
  more: z.number().int().optional(),
  /** ISO 8601 UTC: they appeared after this moment, when the exchange was asked before. */
  since: z.string(),
  /** ISO 8601 UTC: the driver sleeps and is told then. */
  quietUntil: z.string().optional(),
  /** As many messages as a driver gets in a day (Moscow) were sent with this. */
  last: z.boolean().optional(),
});
export type LoadsMatched = z.infer<typeof LoadsMatched>;

export const searchEvents = [SearchSaved, SearchChanged, SearchRemoved, LoadsMatched] as const;
export type SearchEvent = z.infer<typeof searchEvents[number]>;
