// The facts of one saved search, in story order, for scenarios.
import type {
  ChangeSearch,
  RemoveSearch,
  SaveSearch,
  SearchTerms,
} from "../../../domain/searches/commands.ts";
import type { SearchEvent } from "../../../domain/searches/events.ts";
import { cargo } from "../responses/story.ts";

export const about = { searchId: "s1", driverId: 700_000_101 };
export const OTHER = 700_000_102;
export const NOON = "2026-03-03T09:00:00.000Z";
export const EVENING = "2026-03-03T16:00:00.000Z";

export const terms: SearchTerms = {
  name: "Из Казани",
  query: "mode=all&start_point_id=43&start_name=Казань",
  alerts: true,
  quietHours: { from: "22:00", to: "07:00" },
};
export const other: SearchTerms = { name: "Дорогие", query: "mode=all&price_min=150000", alerts: false };

export const save: SaveSearch = { type: "SaveSearch", ...about, terms, watchedSince: NOON };
export const change: ChangeSearch = {
  type: "ChangeSearch",
  driverId: about.driverId,
  terms: other,
  renamed: true,
  watchedSince: EVENING,
};
export const remove: RemoveSearch = { type: "RemoveSearch", driverId: about.driverId };

export const saved: SearchEvent = { type: "SearchSaved", data: { ...about, ...terms, watchedSince: NOON } };
export const changed: SearchEvent = {
  type: "SearchChanged",
  data: { ...about, ...other, watchedSince: EVENING, before: terms.query },
};
export const removed: SearchEvent = { type: "SearchRemoved", data: { ...about, query: terms.query } };
export const matched: SearchEvent = {
  type: "LoadsMatched",
  data: { ...about, number: 2, cargos: [cargo], since: NOON },
};

/** The shortest way into each phase. */
export const historyOf: Record<"none" | "saved" | "removed", readonly SearchEvent[]> = {
  none: [],
  saved: [saved, matched],
  removed: [saved, matched, removed],
};
