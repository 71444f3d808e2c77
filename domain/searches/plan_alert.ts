// Whether and how a driver hears of new loads: as a fact to be recorded, or not at all.
import { moscowDay } from "../shared/moscow.ts";
import type { LoadsMatched, MatchedCargo } from "./events.ts";
import { DAILY_LIMIT, type LoadAlertsRow, messagesOf, messagesOn } from "./load_alerts.ts";
import { quietUntil } from "./quiet_hours.ts";
import type { SearchRow } from "./view.ts";

/** Loads kept in one fact; the rest is counted. */
const MOST_KEPT = 20;

/** What one look at the exchange brought. */
export interface NewLoads {
  readonly cargos: readonly MatchedCargo[];
  /** How many more there were than `cargos` has. */
  readonly more: number;
  /** ISO 8601 UTC: when the exchange was asked before. */
  readonly since: string;
}

/** Null when there is nothing to tell. `now` is UTC milliseconds. */
export function planAlert(
  { search, found, row, now }: {
    search: SearchRow;
    found: NewLoads;
    /** What the driver was told so far. */
    row: LoadAlertsRow | null;
    now: number;
  },
): LoadsMatched | null {
  const told = new Set(row?.told);
  const news = found.cargos.filter((cargo) => !told.has(cargo.id));
  const until = quietUntil(now, search.quietHours);
  const left = DAILY_LIMIT - messagesOn(row, moscowDay(now));
  if (news.length === 0 || (until === null && left <= 0)) return null;
  const cargos = news.slice(0, MOST_KEPT);
  const more = news.length - cargos.length + found.more;
  const quiet = until === null ? {} : { quietUntil: new Date(until).toISOString() };
  const last = until === null && messagesOf({ cargos, more }) >= left;
  return {
    type: "LoadsMatched",
    data: {
      searchId: search.searchId,
      driverId: search.driverId,
      number: search.version + 1,
      cargos,
      ...(more > 0 && { more }),
      since: found.since,
      ...quiet,
      ...(last && { last }),
    },
  };
}
