// Contexts of the domain over a real store and real views, with an exchange that has the loads it is given.
import { createDrivers } from "../../domain/drivers/mod.ts";
import { drivers } from "../../domain/drivers/view.ts";
import type { Detail } from "../../domain/freight/cargo.ts";
import { createFreight } from "../../domain/freight/mod.ts";
import type { CargoSource } from "../../domain/freight/ports.ts";
import { createReactions } from "../../domain/processes/mod.ts";
import { createResponses } from "../../domain/responses/mod.ts";
import { confirmations, postedResponses } from "../../domain/responses/posted.ts";
import { responses } from "../../domain/responses/view.ts";
import { createExecute } from "../../domain/shared/handle.ts";
import type { Vault } from "../../domain/shared/ports.ts";
import { createProjections } from "../../infra/projections/projections.ts";
import { everything, kvLog } from "../infra/eventlog/kit.ts";
import { quiet } from "../infra/queue/kit.ts";

/** Keeps everything in clear: sealing has tests of its own. */
const openVault: Vault = {
  seal: (_, value) => Promise.resolve(value),
  open: (value) => Promise.resolve(value ?? null),
  openEvent: (event) => Promise.resolve(event),
  forget: () => Promise.resolve(),
};

/** Time stands at `now` until the test moves it. */
export async function domainOnKv(loads: Detail[]) {
  const world = { now: Date.parse("2026-03-03T11:00:00.000Z") };
  const clock = () => world.now;
  const kv = await Deno.openKv(":memory:");
  const log = kvLog(kv);
  const projections = createProjections({
    kv,
    log,
    projections: [drivers, responses, postedResponses, confirmations],
    logger: quiet,
    clock,
    random: Math.random,
  });
  await projections.start();
  const views = {
    drivers: projections.view(drivers),
    responses: projections.view(responses),
    posted: projections.view(postedResponses),
    confirmations: projections.view(confirmations),
  };
  const execute = createExecute({
    log,
    clock,
    reactions: createReactions({ dispatchChatId: "-1000000001", admins: [] }),
  });
  const exchange = exchangeOf(loads, clock);
  const freight = createFreight({ source: exchange.source });
  return {
    world,
    exchange,
    drivers: createDrivers({
      execute,
      view: views.drivers,
      vault: openVault,
      endSession: () => Promise.resolve(),
      dropMarksAndSearches: () => Promise.resolve(),
      checkContact: () => null,
      welcome: () => Promise.resolve(),
    }),
    responses: createResponses({
      log,
      execute,
      view: views.responses,
      posted: views.posted,
      confirmations: views.confirmations,
      vault: openVault,
      freight,
      isKnown: () => Promise.resolve(true),
      access: () => Promise.resolve({ allowed: true, reason: "free" }),
    }),
    /** Resolves when every view has what happened by now. */
    async caughtUp() {
      const { position } = await log.head();
      await Promise.all(Object.values(views).map((view) => view.reached(position)));
    },
    /** Types of all events, oldest first. */
    story: async () => (await everything(log)).map(({ type }) => type),
    async [Symbol.asyncDispose]() {
      await projections.stop();
      kv.close();
    },
  };
}

function exchangeOf(loads: Detail[], clock: () => number) {
  const asked: string[] = [];
  const nothing = () => Promise.resolve([]);
  const source: CargoSource = {
    list: () => Promise.resolve({ refused: "cargotech_unavailable" }),
    prices: () => Promise.resolve({ refused: "cargotech_unavailable" }),
    detail(id) {
      asked.push(id);
      const data = loads.find((load) => load.id === id);
      const fetchedAt = new Date(clock()).toISOString();
      return Promise.resolve(data ? { data, fetchedAt, stale: false } : { refused: "cargo_not_found" });
    },
    points: nothing,
    truckTypes: nothing,
    loadTypes: nothing,
  };
  return { source, asked, loads };
}
