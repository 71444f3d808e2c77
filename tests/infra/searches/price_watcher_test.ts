// Prices of favourites: whoever keeps many loads hears of as many changes in a day as is bearable.
import assert from "node:assert/strict";
import type { FavouriteRepriced } from "../../../domain/favourite_prices/events.ts";
import { favouritePrices } from "../../../domain/favourite_prices/view.ts";
import type { Card } from "../../../domain/freight/cargo.ts";
import { markedCargos } from "../../../domain/marks/view.ts";
import { createReactions } from "../../../domain/processes/mod.ts";
import { unreachable } from "../../../domain/reachability/view.ts";
import { DAILY_LIMIT, loadAlerts } from "../../../domain/searches/load_alerts.ts";
import { searches } from "../../../domain/searches/view.ts";
import type { DomainEvent, StoredEvent } from "../../../domain/shared/event.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { createPriceWatcher } from "../../../infra/searches/price_watcher.ts";
import { everything, kvLog, NOW } from "../eventlog/kit.ts";
import { quiet } from "../queue/kit.ts";
import { load } from "./kit.ts";

const DRIVER = 7;
const HOUR = 3_600_000;

Deno.test("a day in which every favourite is repriced brings as many messages as a day may, in one round or two", async () => {
  await using scene = await watchingPrices();
  await scene.keep(...Array.from({ length: DAILY_LIMIT + 15 }, (_, n) => load(String(1000 + n))));
  for (let round = 0; round < 2; round++) await scene.watcher.round();
  assert.equal((await scene.told()).length, DAILY_LIMIT);
});

Deno.test("what a favourite pays in the quiet hours is told when they are over, as one change, or never if it went back", async () => {
  await using scene = await watchingPrices();
  await scene.keep(...["1", "2"].map((id) => ({ ...load(id), price: kopecks(10_000_000) })));
  await scene.sleepsFor(8 * HOUR);
  for (const [one, other] of [[11_000_000, 9_000_000], [12_000_000, 10_000_000]] as const) {
    scene.world.prices = { 1: one, 2: other };
    await scene.watcher.round();
    assert.deepEqual(await scene.told(), []);
    scene.world.now += 2 * HOUR;
  }
  scene.world.now += 8 * HOUR;
  await scene.watcher.round();
  assert.deepEqual(await scene.told(), [["1", 10_000_000, 12_000_000]]);
});

async function watchingPrices() {
  const kv = await Deno.openKv(":memory:");
  const log = kvLog(kv);
  /** `prices` in kopecks by load; all others pay the same new price. */
  const world = { now: NOW, prices: {} as Record<string, number> };
  const clock = () => ++world.now;
  const projections = createProjections({
    ...{ kv, log, clock, logger: quiet, random: Math.random },
    projections: [searches, markedCargos, favouritePrices, loadAlerts, unreachable],
  });
  await projections.start();
  const append = (streamId: string, events: DomainEvent[]) =>
    log.append({
      streams: [{ streamId, expectedVersion: 0, events }],
      meta: { at: new Date(world.now).toISOString(), actor: { kind: "system" }, correlationId: "test" },
    });
  const watcher = createPriceWatcher({
    source: {
      prices: (ids) =>
        Promise.resolve({
          data: ids.map((id) => ({ id, price: kopecks(world.prices[id] ?? 12_345_600), gone: false })),
          fetchedAt: new Date(clock()).toISOString(),
          stale: false,
        }),
    },
    log,
    views: {
      searches: projections.view(searches),
      markedCargos: projections.view(markedCargos),
      favouritePrices: projections.view(favouritePrices),
      loadAlerts: projections.view(loadAlerts),
      unreachable: projections.view(unreachable),
    },
    reactions: createReactions({ dispatchChatId: "-1", admins: [] }),
    clock,
    newId: () => crypto.randomUUID(),
  });
  return {
    world,
    watcher,
    keep: (...cargos: Card[]) =>
      append(
        `marks-${DRIVER}`,
        cargos.map((cargo) => ({ type: "CargoKept", data: { driverId: DRIVER, cargoId: cargo.id, cargo } })),
      ),
    /** The driver has a search with quiet hours that hold from now on. */
    sleepsFor(ms: number) {
      const moscow = (at: number) => new Date(at + 3 * HOUR).toISOString().slice(11, 16);
      const quietHours = { from: moscow(world.now), to: moscow(world.now + ms) };
      const terms = { name: "Поиск", query: "mode=all", alerts: false, quietHours };
      const data = { searchId: "s1", driverId: DRIVER, ...terms, watchedSince: new Date(NOW).toISOString() };
      return append("search-s1", [{ type: "SearchSaved", data }]);
    },
    /** Load, price before and price told of, in order. */
    async told() {
      const events = await everything(log) as StoredEvent<FavouriteRepriced>[];
      return events.filter(({ type }) => type === "FavouriteRepriced").map(({ data }) => {
        return [data.cargoId, data.before.minor, data.cargo.price?.minor];
      });
    },
    async [Symbol.asyncDispose]() {
      await projections.stop();
      kv.close();
    },
  };
}
