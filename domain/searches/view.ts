// The searches of a driver, for their page and for the watcher.
import { type StoredEvent, typesOf } from "../shared/event.ts";
import type { Projection } from "../shared/projection.ts";
import { searchStream } from "./commands.ts";
import { type QuietHours, type SearchEvent, searchEvents } from "./events.ts";

/** A row of the projection: the name is sealed. */
export interface SearchRow {
  readonly searchId: string;
  readonly driverId: number;
  readonly name: string | null;
  readonly query: string;
  readonly alerts: boolean;
  readonly quietHours?: QuietHours;
  /** ISO 8601 UTC. */
  readonly savedAt: string;
  readonly watchedSince: string;
  /** Loads the driver was told of, and when the newest were. */
  readonly matched: number;
  readonly matchedAt?: string;
  /** Of the stream: who appends after reading this row expects it. */
  readonly version: number;
}

/** A search in clear text, for its driver. */
export interface SavedSearch extends Omit<SearchRow, "name" | "version"> {
  readonly name: string;
}

const types = typesOf(searchEvents);

/** Rows at [driverId, searchId]. */
export const searches: Projection<SearchRow> = {
  name: "searches",
  version: 1,
  keys(event) {
    if (!types.has(event.type)) return [];
    const { driverId, searchId } = (event as Folded).data;
    return [[driverId, searchId]];
  },
  streams: ([, searchId]) => [searchStream(String(searchId))],
  fold: (row, event) => foldSearch(row, event as Folded),
};

type Folded = StoredEvent<SearchEvent>;

function foldSearch(row: SearchRow | null, stored: Folded): SearchRow | null {
  const { type, data } = stored as SearchEvent;
  const { version, meta: { at } } = stored;
  switch (type) {
    case "SearchSaved":
    case "SearchChanged": {
      const { searchId, driverId, name, query, alerts, quietHours, watchedSince } = data;
      const { savedAt = at, matched = 0, matchedAt } = row ?? {};
      return {
        ...{ searchId, driverId, name, query, alerts, savedAt, watchedSince, matched, version },
        ...(quietHours && { quietHours }),
        ...(matchedAt !== undefined && { matchedAt }),
      };
    }
    case "SearchRemoved":
      return null;
    case "LoadsMatched": {
      const found = data.cargos.length + (data.more ?? 0);
      return row && { ...row, matched: row.matched + found, matchedAt: at, version };
    }
  }
}
