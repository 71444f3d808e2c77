// Who waits for new loads of which filter: searches with alerts, by what they look for.
import type { StoredEvent } from "../shared/event.ts";
import type { Projection, RowKey } from "../shared/projection.ts";
import type { SearchEvent } from "./events.ts";
import { watchKey } from "./search_query.ts";

export interface WatchRow {
  readonly searchId: string;
  readonly driverId: number;
  readonly query: string;
  /** ISO 8601 UTC: loads that appear later are news. */
  readonly since: string;
}

/** Rows at [watchKey, searchId]. Bump the version when the spelling of the key changes. */
export const watches: Projection<WatchRow> = {
  name: "watches",
  version: 1,
  keys(event) {
    const { type, data } = event as StoredEvent<SearchEvent> as SearchEvent;
    switch (type) {
      case "SearchSaved":
      case "SearchRemoved":
        return keysOf(data.searchId, data.query);
      case "SearchChanged":
        return keysOf(data.searchId, data.before, data.query);
      case "LoadsMatched":
        return [];
    }
    return [];
  },
  fold(_, event, [key]) {
    const { type, data } = event as StoredEvent<SearchEvent> as SearchEvent;
    if (type === "SearchRemoved" || type === "LoadsMatched") return null;
    const { searchId, driverId, query, alerts, watchedSince: since } = data;
    return alerts && watchKey(query) === key ? { searchId, driverId, query, since } : null;
  },
};

function keysOf(searchId: string, ...queries: readonly string[]): RowKey[] {
  return [...new Set(queries.map(watchKey))].map((key) => [key, searchId]);
}
