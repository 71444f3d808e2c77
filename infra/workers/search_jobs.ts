// Looks for new loads of saved searches and new prices of favourites, round after round.
import type { PriceWatcher } from "../searches/price_watcher.ts";
import type { Watcher } from "../searches/watcher.ts";
import type { Job } from "./jobs.ts";

const HOUR = 3_600_000;
/** As long as a load's own page is fresh: asking more often would bring the same answers. */
const PRICES_EVERY = 15 * 60_000;

/** A round begins so many seconds after the one before has ended; other settings begin at once. */
export function searchJobs(
  { searches, prices, pollSeconds }: {
    searches: Pick<Watcher, "round" | "tidy">;
    prices: PriceWatcher;
    pollSeconds: number;
  },
): Job[] {
  return [
    {
      kind: "searches.watch",
      settings: String(pollSeconds),
      everyMs: pollSeconds * 1000,
      run: () => searches.round(),
    },
    { kind: "searches.tidy", everyMs: HOUR, run: () => searches.tidy() },
    { kind: "favourites.watch_prices", everyMs: PRICES_EVERY, run: () => prices.round() },
  ];
}
