// Prices of favourites: whoever keeps many loads hears of as many changes in a day as is bearable.
import assert from "node:assert/strict";
import { favouritePrices } from "../../../domain/favourite_prices/view.ts";
import { markedCargos } from "../../../domain/marks/view.ts";
import { createReactions } from "../../../domain/processes/mod.ts";
import { unreachable } from "../../../domain/reachability/view.ts";
import { DAILY_LIMIT, loadAlerts } from "../../../domain/searches/load_alerts.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { createProjections } from "../../../infra/projections/projections.ts";
import { createPriceWatcher } from "../../../infra/searches/price_watcher.ts";
import { everything, kvLog, NOW } from "../eventlog/kit.ts";
import { quiet } from "../queue/kit.ts";
import { load } from "./kit.ts";

const DRIVER = 7;

Deno.test("a day in which every favourite is repriced brings as many messages as a day may, in one round or two", async () => {
  using kv = await Deno.openKv(":memory:");
  const log = kvLog(kv);
  let now = NOW;
  const clock = () => ++now;
  const projections = createProjections({
    ...{ kv, log, clock, logger: quiet, random: Math.random },
    projections: [markedCargos, favouritePrices, loadAlerts, unreachable],
  });
  await projections.start();
  const kept = Array.from({ length: DAILY_LIMIT + 15 }, (_, n) => load(String(1000 + n)));
  await log.append({
    streams: [{
      streamId: `marks-${DRIVER}`,
      expectedVersion: 0,
      events: kept.map((cargo) => ({
        type: "CargoKept",
        data: { driverId: DRIVER, cargoId: cargo.id, cargo },
      })),
    }],
    meta: { at: new Date(NOW).toISOString(), actor: { kind: "system" }, correlationId: "test" },
  });
  const watcher = createPriceWatcher({
    source: {
      prices: (ids) =>
        Promise.resolve({
          data: ids.map((id) => ({ id, price: kopecks(12_345_600), gone: false })),
          fetchedAt: new Date(clock()).toISOString(),
          stale: false,
        }),
    },
    log,
    views: {
      markedCargos: projections.view(markedCargos),
      favouritePrices: projections.view(favouritePrices),
      loadAlerts: projections.view(loadAlerts),
      unreachable: projections.view(unreachable),
    },
    reactions: createReactions({ dispatchChatId: "-1" }),
    clock,
    newId: () => crypto.randomUUID(),
  });
  for (let round = 0; round < 2; round++) await watcher.round();
  const told = (await everything(log)).filter(({ type }) => type === "FavouriteRepriced");
  assert.equal(told.length, DAILY_LIMIT);
  await projections.stop();
});
