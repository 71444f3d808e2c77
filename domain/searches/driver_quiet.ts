// When a driver may be written to unasked. They have said when they sleep in their saved searches.
import type { View } from "../shared/projection.ts";
import { quietUntilOfAll } from "./quiet_hours.ts";
import type { SearchRow } from "./view.ts";

/**
 * When the quiet hours that hold at `at` are over, both UTC milliseconds; null when none do. What a search finds goes by
 * the hours of that search, everything else by those of all searches of the driver.
 */
export async function driverQuietUntil(
  searches: View<SearchRow>,
  driverId: number,
  at: number,
  searchId?: string,
): Promise<number | null> {
  const rows = searchId === undefined
    ? (await searches.list([driverId])).map(({ row }) => row)
    : [await searches.get([driverId, searchId])];
  return quietUntilOfAll(at, rows.map((row) => row?.quietHours));
}
