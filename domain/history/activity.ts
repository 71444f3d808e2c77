// How much of what happened in which hour: what the charts show, and where in the log an hour begins and ends.
import type { Projection, View } from "../shared/projection.ts";

export interface ActivityRow {
  /** Positions of the hour's first and last event. */
  readonly first: number;
  readonly last: number;
  /** Events by type. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Rows at ["hour", "2026-03-03T14"], the hour in UTC. */
export const activity: Projection<ActivityRow> = {
  name: "activity",
  version: 1,
  keys: ({ meta }) => [["hour", hourOf(meta.at)]],
  fold(row, { position, type }) {
    const counts = { ...row?.counts, [type]: (row?.counts[type] ?? 0) + 1 };
    return { first: row?.first ?? position, last: position, counts };
  },
};

/** The UTC hour of an ISO 8601 UTC moment, as rows are keyed. */
export function hourOf(at: string): string {
  return at.slice(0, 13);
}

export interface ActivityHour {
  /** ISO 8601 UTC, when the hour begins. */
  readonly at: string;
  readonly counts: ActivityRow["counts"];
}

const HOUR = 3_600_000;

/** The `hours` up to and with the one of `now` (UTC ms), oldest first; hours without events are there, empty. */
export async function recentHours(
  view: View<ActivityRow>,
  hours: number,
  now: number,
): Promise<ActivityHour[]> {
  const moments = Array.from({ length: hours }, (_, n) => now - (hours - 1 - n) * HOUR).map((moment) =>
    hourOf(new Date(moment).toISOString())
  );
  const rows = await Promise.all(moments.map((hour) => view.get(["hour", hour])));
  return moments.map((hour, n) => ({ at: `${hour}:00:00.000Z`, counts: rows[n]?.counts ?? {} }));
}
