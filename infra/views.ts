// The views that are read, as the running projections keep them. Those of money are in payments/money_views.ts.
import { backhaul } from "../domain/backhaul/view.ts";
import { drivers } from "../domain/drivers/view.ts";
import { favouritePrices } from "../domain/favourite_prices/view.ts";
import { activity } from "../domain/history/activity.ts";
import { eventIndex } from "../domain/history/event_index.ts";
import { moneyDays } from "../domain/history/money_days.ts";
import { markedCargos, marks } from "../domain/marks/view.ts";
import { unreachable } from "../domain/reachability/view.ts";
import { confirmations, postedResponses } from "../domain/responses/posted.ts";
import { responses } from "../domain/responses/view.ts";
import { loadAlerts } from "../domain/searches/load_alerts.ts";
import { searches } from "../domain/searches/view.ts";
import { watches } from "../domain/searches/watches.ts";
import type { Projection, View } from "../domain/shared/projection.ts";

interface Kept {
  view<Row>(projection: Projection<Row>): View<Row>;
}

/** What drivers, dispatchers and workers read. */
export function driverViews({ view }: Kept) {
  return {
    drivers: view(drivers),
    responses: view(responses),
    postedResponses: view(postedResponses),
    confirmations: view(confirmations),
    marks: view(marks),
    markedCargos: view(markedCargos),
    searches: view(searches),
    watches: view(watches),
    loadAlerts: view(loadAlerts),
    unreachable: view(unreachable),
    backhaul: view(backhaul),
    favouritePrices: view(favouritePrices),
  };
}

/** Nobody but the console reads these, so nobody else waits for them. */
export function consoleViews({ view }: Kept) {
  return {
    eventIndex: view(eventIndex),
    activity: view(activity),
    moneyDays: view(moneyDays),
  };
}
