// Saved searches as their drivers read them, with what they found and when it may be told.
import type { EventLog } from "../shared/event_log.ts";
import type { Vault } from "../shared/ports.ts";
import type { View } from "../shared/projection.ts";
import { isSearchId } from "./commands.ts";
import { driverQuietUntil } from "./driver_quiet.ts";
import type { LoadAlertsRow } from "./load_alerts.ts";
import { createMatches, type Matches } from "./matches.ts";
import type { SavedSearch, SearchRow } from "./view.ts";

export interface ReadSearches extends Matches {
  /** Newest first. */
  of(driverId: number): Promise<SavedSearch[]>;
  /** Null when the driver has no such search. */
  one(driverId: number, searchId: string): Promise<SavedSearch | null>;
  /** See `driverQuietUntil`. */
  quietUntil(driverId: number, at: number, searchId?: string): Promise<number | null>;
}

export interface ReadPorts {
  readonly views: { readonly searches: View<SearchRow>; readonly loadAlerts: View<LoadAlertsRow> };
  readonly vault: Pick<Vault, "open">;
  readonly log: Pick<EventLog, "readStream">;
}

export function createReading({ views, vault, log }: ReadPorts): ReadSearches {
  /** Null for a search of a driver who was forgotten since: whoever comes back does not know it. */
  async function open(row: SearchRow): Promise<SavedSearch | null> {
    const { version: _, ...rest } = row;
    const name = await vault.open(row.name);
    return name === null ? null : { ...rest, name };
  }

  async function one(driverId: number, searchId: string): Promise<SavedSearch | null> {
    const row = isSearchId(searchId) ? await views.searches.get([driverId, searchId]) : null;
    return row && await open(row);
  }

  return {
    async of(driverId) {
      const rows = await views.searches.list([driverId]);
      const opened = await Promise.all(rows.map(({ row }) => open(row)));
      return opened.filter((search) => search !== null).sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    },
    one,
    ...createMatches({ one, log, view: views.loadAlerts }),
    quietUntil: (driverId, at, searchId) => driverQuietUntil(views.searches, driverId, at, searchId),
  };
}
