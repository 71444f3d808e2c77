// Every view of the product. A new one is added here, and nowhere else for it to be kept up to date and rebuilt.
import { backhaul } from "../backhaul/view.ts";
import { drivers } from "../drivers/view.ts";
import { favouritePrices } from "../favourite_prices/view.ts";
import { activity } from "../history/activity.ts";
import { eventIndex } from "../history/event_index.ts";
import { moneyDays } from "../history/money_days.ts";
import { markedCargos, marks } from "../marks/view.ts";
import { confirmations, postedResponses } from "../responses/posted.ts";
import { responses } from "../responses/view.ts";
import { loadAlerts } from "../searches/load_alerts.ts";
import { unreachable } from "../reachability/view.ts";
import { searches } from "../searches/view.ts";
import { watches } from "../searches/watches.ts";
import type { Projection } from "../shared/projection.ts";
import { moneyProjections } from "./money.ts";

export const allProjections: readonly Projection<unknown>[] = [
  drivers,
  responses,
  postedResponses,
  confirmations,
  marks,
  markedCargos,
  searches,
  watches,
  loadAlerts,
  unreachable,
  backhaul,
  favouritePrices,
  ...Object.values<Projection<unknown>>(moneyProjections),
  eventIndex,
  activity,
  moneyDays,
];
