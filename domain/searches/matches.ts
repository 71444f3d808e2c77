// What searches found and their drivers are to be told, for the messages that say it.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { View } from "../shared/projection.ts";
import { searchStream } from "./commands.ts";
import { LoadsMatched, type MatchedCargo } from "./events.ts";
import type { LoadAlertsRow } from "./load_alerts.ts";
import type { SavedSearch } from "./view.ts";

export interface SearchMatch {
  readonly search: SavedSearch;
  readonly cargos: readonly MatchedCargo[];
  /** How many more there were than `cargos` has. */
  readonly more: number;
  /** Nothing more is told that day. */
  readonly last: boolean;
}

export interface Matches {
  /** A match by its number; null when the driver does not want to hear of it any more. */
  match(driverId: number, searchId: string, number: number): Promise<SearchMatch | null>;
  /** What waits for a morning (ISO 8601 UTC), oldest first. */
  waiting(driverId: number, until: string): Promise<SearchMatch[]>;
}

export function createMatches({ one, log, view }: {
  one: (driverId: number, searchId: string) => Promise<SavedSearch | null>;
  log: Pick<EventLog, "readStream">;
  view: View<LoadAlertsRow>;
}): Matches {
  async function match(driverId: number, searchId: string, number: number): Promise<SearchMatch | null> {
    const search = await one(driverId, searchId);
    if (!search?.alerts) return null;
    const [event] = await log.readStream(searchStream(searchId), { from: number, to: number });
    if (event?.type !== LoadsMatched.shape.type.value) return null;
    const { cargos, more = 0, last = false } = (event as StoredEvent<LoadsMatched>).data;
    return { search, cargos, more, last };
  }

  return {
    match,
    async waiting(driverId, until) {
      const row = await view.get([driverId]);
      const due = (row?.waiting ?? []).filter((each) => each.until === until);
      const found = await Promise.all(due.map(({ searchId, number }) => match(driverId, searchId, number)));
      return found.filter((each) => each !== null);
    },
  };
}
