// Requests about one saved search. What a person types is checked here, once, for every door.
import { z } from "zod";
import { typedLine } from "../shared/typed_text.ts";
import type { QuietHours } from "./events.ts";

/** The most searches a driver can keep. */
export const MOST_SEARCHES = 20;

const time = z.string("invalid_time").regex(/^([01]\d|2[0-3]):[0-5]\d$/, "invalid_time");

/** Moscow time. */
export const QuietHoursForm = z.object({ from: time, to: time }, "invalid_quiet_hours")
  .refine(({ from, to }) => from !== to, "invalid_quiet_hours");

export const searchName = typedLine("invalid_search_name", 2, 60);

/** What a search is, in clear; `query` is in normal form (search_query.ts). */
export interface SearchTerms {
  readonly name: string;
  readonly query: string;
  readonly alerts: boolean;
  readonly quietHours?: QuietHours;
}

export type SaveSearch = {
  readonly type: "SaveSearch";
  readonly searchId: string;
  readonly driverId: number;
  readonly terms: SearchTerms;
  /** ISO 8601 UTC. */
  readonly watchedSince: string;
};
/** `renamed`: the name is sealed in the history, so whoever can read it says whether it differs. */
export type ChangeSearch = {
  readonly type: "ChangeSearch";
  readonly driverId: number;
  readonly terms: SearchTerms;
  readonly renamed: boolean;
  readonly watchedSince: string;
};
export type RemoveSearch = { readonly type: "RemoveSearch"; readonly driverId: number };

export type SearchCommand = SaveSearch | ChangeSearch | RemoveSearch;

export function searchStream(searchId: string): string {
  return `search-${searchId}`;
}

/** Whether a text can be the id of a search; ids come from `NewId`. */
export function isSearchId(text: string): boolean {
  return /^[A-Za-z0-9-]{1,40}$/.test(text);
}
