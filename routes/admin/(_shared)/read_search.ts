// The address of the event list: conditions for the history, and the same conditions as the form shows them.
import type { EventSearch, Place } from "../../../components/admin/addresses.ts";
import type { EventFilter } from "../../../domain/history/mod.ts";
import { EventsQuery, position } from "../../api/admin/(_schemas)/events.ts";
import { readQuery } from "../../api/admin/(_shared)/query.ts";
import { toFilter } from "../../api/admin/(_shared)/to_filter.ts";
import { fromMoscow, toMoscow } from "./moscow.ts";

/** At most one of `before` and `after` is meant; `before` wins. */
const PageQuery = EventsQuery.omit({ limit: true }).extend({
  before: position().optional(),
  after: position().optional(),
});

export interface Search {
  readonly shown: EventSearch;
  /** Null when the conditions cannot be understood; `errors` says which, by field. */
  readonly filter: EventFilter | null;
  readonly place: Place;
  readonly errors: Readonly<Record<string, string>>;
}

export function readSearch(params: URLSearchParams): Search {
  const query = readQuery(withOffsets(params), PageQuery);
  if ("errors" in query) {
    const errors = Object.fromEntries(query.errors.map(({ field, message }) => [field, message]));
    return { shown: asTyped(params), filter: null, place: {}, errors };
  }
  const { before, after } = query.ok;
  const filter = toFilter(query.ok);
  const { from, to } = filter;
  const shown = { ...filter, ...(from && { from: toMoscow(from) }), ...(to && { to: toMoscow(to) }) };
  const place = before !== undefined ? { before } : after !== undefined ? { after } : {};
  return { shown, filter, place, errors: {} };
}

function withOffsets(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...params].map(([name, value]) => [name, name === "from" || name === "to" ? fromMoscow(value) : value]),
  );
}

function asTyped(params: URLSearchParams): EventSearch {
  const names = ["stream", "type", "actor", "from", "to", "request"];
  return Object.fromEntries(
    names.flatMap((name) => params.get(name) ? [[name, params.get(name)]] : []),
  );
}
