// A saved search as its form has it: from the address, from what was posted, or from what is saved.
import { QuietHoursForm, searchName, type SearchTerms } from "../../../domain/searches/commands.ts";
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import type { Freight } from "../../../domain/freight/mod.ts";
import { searchQuery } from "../../../domain/searches/search_query.ts";
import type { SavedSearch } from "../../../domain/searches/mod.ts";
import { filterErrorText } from "../../../texts/filter_errors.ts";
import { fieldErrors } from "../../../texts/ru.ts";
import { searchForm as texts } from "../../../texts/searches.ts";
import { readListQuery } from "./list_query.ts";

export interface SearchDraft {
  readonly name: string;
  readonly alerts: boolean;
  /** HH:MM, "" for none. */
  readonly quiet: { readonly from: string; readonly to: string };
  readonly query: URLSearchParams;
  readonly filter: CargoFilter;
  /** Sentences by field name; empty when it can be saved. */
  readonly errors: Readonly<Record<string, string>>;
}

/** `given` has the fields of the form, or only a filter: then the rest is as a driver would most likely want it. */
export async function readDraft(given: URLSearchParams, points: Freight["points"]): Promise<SearchDraft> {
  const { query, filter, errors } = await readListQuery(given, points);
  const isTyped = given.has("typed");
  const from = query.get("start_name")?.trim() ?? "";
  const to = query.get("finish_name")?.trim() ?? "";
  const name = isTyped ? given.get("name") ?? "" : texts.defaultName(from, to).slice(0, 60);
  const quiet = { from: given.get("quiet_from") ?? "", to: given.get("quiet_to") ?? "" };
  return {
    name,
    alerts: isTyped ? given.has("alerts") : true,
    quiet,
    query,
    filter,
    errors: { ...errors, ...queryErrors(query, errors), ...nameErrors(name), ...quietErrors(quiet) },
  };
}

export async function draftOf(search: SavedSearch, points: Freight["points"]): Promise<SearchDraft> {
  const saved = new URLSearchParams(search.query);
  saved.set("typed", "1");
  saved.set("name", search.name);
  if (search.alerts) saved.set("alerts", "on");
  if (search.quietHours) {
    saved.set("quiet_from", search.quietHours.from);
    saved.set("quiet_to", search.quietHours.to);
  }
  return await readDraft(saved, points);
}

/** What is to be saved; only for a draft without errors. */
export function termsOf({ name, alerts, quiet, query, errors }: SearchDraft): SearchTerms | null {
  const normal = searchQuery(query);
  if (Object.keys(errors).length > 0 || !("ok" in normal)) return null;
  return {
    name: searchName.parse(name),
    query: normal.ok,
    alerts,
    ...(quiet.from !== "" && { quietHours: quiet }),
  };
}

/** Rules of saved searches beyond those of every list. */
function queryErrors(
  query: URLSearchParams,
  known: Readonly<Record<string, string>>,
): Record<string, string> {
  const normal = searchQuery(query);
  if ("ok" in normal || Object.keys(known).length > 0) return {};
  return Object.fromEntries(normal.errors.map((error) => [error.field, filterErrorText(error)]));
}

function nameErrors(name: string): Record<string, string> {
  return searchName.safeParse(name).success ? {} : { name: fieldErrors.invalid_search_name };
}

function quietErrors(quiet: SearchDraft["quiet"]): Record<string, string> {
  if (quiet.from === "" && quiet.to === "") return {};
  const parsed = QuietHoursForm.safeParse(quiet);
  if (parsed.success) return {};
  const fields = new Set(parsed.error.issues.map(({ path }) => path[0] === "to" ? "quiet_to" : "quiet_from"));
  const same = quiet.from === quiet.to;
  const sentence = same ? fieldErrors.invalid_quiet_hours : fieldErrors.invalid_time;
  return Object.fromEntries([...fields].map((field) => [field, sentence]));
}
