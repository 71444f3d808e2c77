// New loads told to everybody who waits for them, each with a fact and its messages, against the same number of messages
// merely queued.
import { loadAlerts } from "../domain/searches/load_alerts.ts";
import { marks } from "../domain/marks/view.ts";
import { createReactions } from "../domain/processes/mod.ts";
import type { MatchedCargo, SearchSaved } from "../domain/searches/events.ts";
import { watchKey } from "../domain/searches/search_query.ts";
import { unreachable } from "../domain/reachability/view.ts";
import { searches } from "../domain/searches/view.ts";
import { watches } from "../domain/searches/watches.ts";
import { SYSTEM } from "../domain/shared/event.ts";
import { createProjections } from "../infra/projections/projections.ts";
import { createFanOut } from "../infra/searches/fan_out.ts";
import { paired, type Row } from "./measure.ts";
import { openLog, withFolder, withKv } from "./stores.ts";

const DRIVERS = 1_000;
const QUERY = "mode=all";
const LONG_AGO = "2020-01-01T00:00:00.000Z";
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export async function benchAlerts(quick: boolean): Promise<Row[]> {
  const measured = await withFolder((folder) =>
    withKv(`${folder}/ours.kv`, (kv) =>
      withKv(`${folder}/theirs.kv`, async (other) => {
        const ours = await startOurs(kv);
        const theirs = startTheirs(other);
        const result = await paired(quick ? 3 : 7, ours.tell, theirs);
        await ours.stop();
        return result;
      }))
  );
  return [{
    name: `${DRIVERS.toLocaleString("en")} drivers told of a new load`,
    unit: "drivers/s",
    comparator: "as many messages queued",
    ...measured,
    // What is asked for is a thousand in a second; this is the part of it that any machine can check.
    target: { atLeast: 0.08 },
  }];
}

async function startOurs(kv: Deno.Kv) {
  const log = openLog(kv);
  const projections = createProjections({
    kv,
    log,
    projections: [searches, watches, loadAlerts, unreachable, marks],
    logger: quiet,
    clock: Date.now,
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
  await Promise.all(Array.from({ length: DRIVERS }, (_, n) => save(log, n + 1)));
  const fanOut = createFanOut({
    log,
    views,
    reactions: createReactions({ dispatchChatId: "-1", admins: [] }),
    clock: Date.now,
  });
  let n = 0;
  return {
    async tell(): Promise<number> {
      const now = new Date().toISOString();
      const batch = { id: crypto.randomUUID(), cargos: [load(++n)], more: 0, at: now, since: now };
      const began = performance.now();
      const told = await fanOut(watchKey(QUERY), batch);
      return told * 1000 / (performance.now() - began);
    },
    stop: () => projections.stop(),
  };
}

function startTheirs(kv: Deno.Kv): () => Promise<number> {
  const log = openLog(kv);
  let n = 0;
  return async () => {
    const began = performance.now();
    await Promise.all(Array.from({ length: DRIVERS }, (_, driver) => {
      const id = `driver_load_matched:${driver}:${n++}`;
      const data = {
        chatId: String(driver),
        searchId: id,
        number: 2,
        since: LONG_AGO,
        cargoId: "6236980507",
      };
      return log.append({
        streams: [],
        meta: metaOf(id),
        messages: [{ id, kind: "driver_load_matched", lane: `chat:${driver}`, data }],
      });
    }));
    return DRIVERS * 1000 / (performance.now() - began);
  };
}

async function save(log: ReturnType<typeof openLog>, driverId: number): Promise<void> {
  const searchId = `s${driverId}`;
  const terms = { name: "Поиск", query: QUERY, alerts: true, watchedSince: LONG_AGO };
  const event: SearchSaved = { type: "SearchSaved", data: { searchId, driverId, ...terms } };
  const streams = [{ streamId: `search-${searchId}`, expectedVersion: 0, events: [event] }];
  await log.append({ streams, meta: metaOf(searchId) });
}

function load(n: number): MatchedCargo {
  return {
    id: String(6_236_980_000 + n),
    from: "Челябинск",
    to: "Москва",
    distanceKm: 2008,
    loadingDate: "2026-03-05",
    weightKg: 12_000,
    volumeM3: 82,
    price: { minor: 33_000_000, currency: "RUB" },
    pricePerKm: { minor: 16_434, currency: "RUB" },
    truckTypes: ["рефрижератор"],
    loadTypes: ["задняя"],
  };
}

function metaOf(correlationId: string) {
  return { at: new Date().toISOString(), actor: SYSTEM, correlationId };
}
