// The watcher over a real store and real views, with an exchange that has the loads it is given.
import { markedCargos, marks } from "../../../domain/marks/view.ts";
import type { Card } from "../../../domain/freight/cargo.ts";
import type { CargoFilter } from "../../../domain/freight/filter.ts";
import { filterKey } from "../../../domain/freight/filter_key.ts";
import type { CargoWatch } from "../../../domain/freight/ports.ts";
import { createReactions } from "../../../domain/processes/mod.ts";
import { loadAlerts } from "../../../domain/searches/load_alerts.ts";
import type { SearchSaved } from "../../../domain/searches/events.ts";
import { unreachable } from "../../../domain/reachability/view.ts";
import { searches } from "../../../domain/searches/view.ts";
import { watches } from "../../../domain/searches/watches.ts";
import type { EventLog } from "../../../domain/shared/event_log.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { createSearchWatcher } from "../../../infra/searches/search_watcher.ts";
import { cargo } from "../../domain/responses/story.ts";
import { everything, kvLog, NOW } from "../eventlog/kit.ts";
import { quiet } from "../queue/kit.ts";

export const load = (id: string): Card => ({ ...cargo, id });

export async function watching() {
  const world = { now: NOW };
  const clock = () => ++world.now;
  const kv = await Deno.openKv(":memory:");
  const log = kvLog(kv);
  const projections = createProjections({
    kv,
    log,
    projections: [searches, watches, loadAlerts, unreachable, marks, markedCargos],
    logger: quiet,
    clock,
    random: Math.random,
  });
  await projections.start();
  const views = {
    searches: projections.view(searches),
    watches: projections.view(watches),
    loadAlerts: projections.view(loadAlerts),
    unreachable: projections.view(unreachable),
    marks: projections.view(marks),
  };
  const exchange = exchangeOf(clock);

  return {
    world,
    kv,
    log,
    exchange,
    /** Another start of the product on the same store; `through` stands between it and the log. */
    watcher: (through: Pick<EventLog, "append" | "head"> = log) =>
      createSearchWatcher({
        ...{ kv, log: through, views, clock },
        reactions: createReactions({ dispatchChatId: "-1", admins: [] }),
        source: exchange,
        newId: () => crypto.randomUUID(),
        random: Math.random,
        logger: quiet,
      }),
    /** Somebody saves a search now. */
    async save(driverId: number, query = "mode=all", watchedSince = new Date(clock()).toISOString()) {
      const searchId = `${driverId}-${crypto.randomUUID().slice(0, 8)}`;
      const event: SearchSaved = {
        type: "SearchSaved",
        data: { searchId, driverId, name: "Поиск", query, alerts: true, watchedSince },
      };
      await log.append({
        streams: [{ streamId: `search-${searchId}`, expectedVersion: 0, events: [event] }],
        meta: { at: watchedSince, actor: { kind: "system" }, correlationId: "test" },
      });
      await views.watches.reached((await log.head()).position);
      return searchId;
    },
    /** Resolves when every view has what happened by now. */
    async caughtUp() {
      const { position } = await log.head();
      await Promise.all(Object.values(views).map((view) => view.reached(position)));
    },
    /** Driver → ids of the loads they were told of, in order. */
    async told(): Promise<Record<string, string[]>> {
      const told: Record<string, string[]> = {};
      for (const { type, data } of await everything(log)) {
        if (type !== "LoadsMatched") continue;
        const { driverId, cargos } = data as { driverId: number; cargos: { id: string }[] };
        (told[driverId] ??= []).push(...cargos.map(({ id }) => id));
      }
      return told;
    },
    async [Symbol.asyncDispose]() {
      await projections.stop();
      kv.close();
    },
  };
}

function exchangeOf(clock: () => number) {
  const exchange = {
    loads: [] as Card[],
    /** Filters it was asked for, in order. */
    asked: [] as string[],
    silent: false,
    latest(filter: CargoFilter): ReturnType<CargoWatch["latest"]> {
      exchange.asked.push(filterKey(filter));
      if (exchange.silent) return Promise.resolve({ refused: "cargotech_unavailable" });
      const data = { cards: [...exchange.loads], hasMore: false };
      return Promise.resolve({ data, fetchedAt: new Date(clock()).toISOString(), stale: false });
    },
  };
  return exchange;
}
