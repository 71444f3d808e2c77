// Watches what favourites pay: every load is asked for once, however many drivers keep it, behind everybody's own questions.
import type { FavouritePriceRow } from "../../domain/favourite_prices/view.ts";
import { favouritePricesStream } from "../../domain/favourite_prices/events.ts";
import { reprice } from "../../domain/favourite_prices/reprice.ts";
import type { CargoPrice, CargoSource } from "../../domain/freight/ports.ts";
import type { MarkedCargoRow } from "../../domain/marks/view.ts";
import type { Reactions } from "../../domain/processes/mod.ts";
import { DAILY_LIMIT, type LoadAlertsRow, messagesOn } from "../../domain/searches/load_alerts.ts";
import { driverQuietUntil } from "../../domain/searches/driver_quiet.ts";
import { moscowDay } from "../../domain/shared/moscow.ts";
import type { SearchRow } from "../../domain/searches/view.ts";
import type { UnreachableRow } from "../../domain/reachability/view.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { Clock, NewId } from "../../domain/shared/ports.ts";
import type { RowKey, View } from "../../domain/shared/projection.ts";

export interface PriceWatcherDeps {
  readonly source: Pick<CargoSource, "prices">;
  readonly log: Pick<EventLog, "append" | "head">;
  readonly views: {
    readonly searches: View<SearchRow>;
    readonly markedCargos: View<MarkedCargoRow>;
    readonly favouritePrices: View<FavouritePriceRow>;
    readonly loadAlerts: View<LoadAlertsRow>;
    readonly unreachable: View<UnreachableRow>;
  };
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly newId: NewId;
}

export interface PriceWatcher {
  /** Looks once at what every favourite pays, and tells of what has changed. */
  round(): Promise<void>;
}

/** As many loads as one question about prices looks up one by one, so that none is left out for ever. */
const AT_ONCE = 20;

interface Favourite {
  readonly driverId: number;
  readonly row: MarkedCargoRow;
}

export function createPriceWatcher(deps: PriceWatcherDeps): PriceWatcher {
  const { source, log, views, reactions, clock, newId } = deps;

  async function tell({ driverId, row }: Favourite, now: CargoPrice, correlationId: string): Promise<void> {
    const told = await views.favouritePrices.get([driverId, now.id]);
    const event = reprice({ driverId, kept: row.cargo, told, now });
    if (!event || await views.unreachable.get([driverId])) return;
    const at = clock();
    // What is still so when the driver is awake is told then, as one change.
    if (await driverQuietUntil(views.searches, driverId, at) !== null) return;
    const alerts = await views.loadAlerts.get([driverId]);
    if (messagesOn(alerts, moscowDay(at)) >= DAILY_LIMIT) return;
    const result = await log.append({
      // Each change is told once, whichever process sees it first; a load kept anew begins anew.
      commandId: `favourite-repriced:${driverId}:${now.id}:${row.keptAt}:${told?.times ?? 0}`,
      streams: [{ streamId: favouritePricesStream(driverId), expectedVersion: "any", events: [event] }],
      meta: { at: new Date(at).toISOString(), actor: SYSTEM, correlationId },
      messages: reactions(event),
    });
    // The next favourite of this driver counts as one more of the day.
    if ("appended" in result) await views.loadAlerts.reached(result.position);
  }

  async function look(favourites: readonly Favourite[], correlationId: string): Promise<void> {
    const ids = [...new Set(favourites.map(({ row }) => row.cargo.id))];
    const found = await source.prices(ids);
    if ("refused" in found || found.stale) return;
    const now = new Map(found.data.map((price) => [price.id, price]));
    for (const favourite of favourites) {
      const price = now.get(favourite.row.cargo.id);
      if (price) await tell(favourite, price, correlationId);
    }
  }

  return {
    async round() {
      const { position } = await log.head();
      const { searches, markedCargos, favouritePrices, loadAlerts, unreachable } = views;
      const read = [searches, markedCargos, favouritePrices, loadAlerts, unreachable];
      await Promise.all(read.map((view) => view.reached(position)));
      const correlationId = newId();
      let after: RowKey | undefined;
      for (;;) {
        const page = await markedCargos.list([], { limit: AT_ONCE, ...(after && { after }) });
        const kept = page.filter(({ row }) => row.keptAt !== undefined)
          .map(({ key: [driverId], row }) => ({ driverId: Number(driverId), row }));
        if (kept.length > 0) await look(kept, correlationId);
        if (page.length < AT_ONCE) return;
        after = page.at(-1)!.key;
      }
    },
  };
}
