// Tells everybody who waits for a filter of its new loads: for each search one fact with its messages, in one commit.
import { laidOver } from "../../domain/marks/lay_over.ts";
import { type Marked, nothingMarked } from "../../domain/marks/evolve.ts";
import { searchStream } from "../../domain/searches/commands.ts";
import type { LoadAlertsRow } from "../../domain/searches/load_alerts.ts";
import { planAlert } from "../../domain/searches/plan_alert.ts";
import type { UnreachableRow } from "../../domain/reachability/view.ts";
import type { SearchRow } from "../../domain/searches/view.ts";
import type { WatchRow } from "../../domain/searches/watches.ts";
import type { Reactions } from "../../domain/processes/mod.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import { createInTurn } from "../../domain/shared/in_turn.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { View } from "../../domain/shared/projection.ts";
import type { Batch } from "./watch_memory.ts";

export interface FanOutDeps {
  readonly log: Pick<EventLog, "append" | "head">;
  readonly views: {
    readonly searches: View<SearchRow>;
    readonly watches: View<WatchRow>;
    readonly loadAlerts: View<LoadAlertsRow>;
    readonly unreachable: View<UnreachableRow>;
    readonly marks: View<Marked>;
  };
  readonly reactions: Reactions;
  readonly clock: Clock;
}

/** Searches told at once: the log writes many in one commit, and each waits for its commit only. */
const AT_ONCE = 1_000;
const ATTEMPTS = 5;

/** Resolves when everybody was told, or needs not be; doing it again tells nobody twice. Answers how many were told. */
export function createFanOut(deps: FanOutDeps): (key: string, batch: Batch) => Promise<number> {
  // A driver with several searches must not be told of a load by two of them.
  const inTurn = createInTurn();
  return (key, batch) =>
    tellAll(deps, key, batch, (row) => inTurn(String(row.driverId), () => tell(deps, row, batch)));
}

async function tellAll(
  deps: FanOutDeps,
  key: string,
  batch: Batch,
  tellOne: (row: WatchRow) => Promise<boolean>,
): Promise<number> {
  const { watches } = deps.views;
  await caughtUp(deps);
  const waiting = (await watches.list([key])).filter(({ row }) => row.since <= batch.since);
  // One search is enough for a driver who has two of the same.
  const rows = [...new Map(waiting.map(({ row }) => [row.driverId, row])).values()];
  let told = 0;
  for (let first = 0; first < rows.length; first += AT_ONCE) {
    const facts = await Promise.all(rows.slice(first, first + AT_ONCE).map(tellOne));
    told += facts.filter(Boolean).length;
  }
  return told;
}

/** Whether the driver of a search is told. */
async function tell(deps: FanOutDeps, { driverId, searchId }: WatchRow, batch: Batch): Promise<boolean> {
  const { log, views, reactions, clock } = deps;
  const commandId = `loads-matched:${searchId}:${batch.id}`;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const [search, row, lost, marked] = await Promise.all([
      views.searches.get([driverId, searchId]),
      views.loadAlerts.get([driverId]),
      views.unreachable.get([driverId]),
      views.marks.get([driverId]),
    ]);
    if (!search?.alerts || lost) return false;
    const visible = new Set(laidOver(batch.cargos, marked ?? nothingMarked).map(({ id }) => id));
    const cargos = batch.cargos.filter(({ id }) => visible.has(id));
    const now = clock();
    const event = planAlert({ search, found: { ...batch, cargos }, row, now });
    if (!event) return false;
    const result = await log.append({
      commandId,
      streams: [{ streamId: searchStream(searchId), expectedVersion: search.version, events: [event] }],
      meta: { at: new Date(now).toISOString(), actor: SYSTEM, correlationId: batch.id },
      messages: reactions(event),
    });
    if ("appended" in result) await views.loadAlerts.reached(result.position);
    if (!("conflict" in result)) return "appended" in result;
    await caughtUp(deps);
  }
  throw new Error(
    `Cannot tell search "${searchId}" of new loads: still conflicting after ${ATTEMPTS} attempts`,
  );
}

async function caughtUp({ log, views }: FanOutDeps): Promise<void> {
  const { position } = await log.head();
  const { searches, watches, loadAlerts, unreachable, marks } = views;
  const read = [searches, watches, loadAlerts, unreachable, marks];
  await Promise.all(read.map((view) => view.reached(position)));
}
