// Everything the product can be asked to do, by context. Routes, the bot and the workers know nothing deeper.
import type { AppPorts } from "./app_ports.ts";
import { type BackhaulOffers, createBackhaul } from "./backhaul/mod.ts";
import { type CargoTechAccount, createCargoTechAccount } from "./cargotech/mod.ts";
import { type Contacts, createContacts } from "./contacts/mod.ts";
import { createDrivers, type Drivers } from "./drivers/mod.ts";
import type { FavouritePriceRow } from "./favourite_prices/view.ts";
import { createFreight, type Freight } from "./freight/mod.ts";
import { createHistory, type History } from "./history/mod.ts";
import { createMoneyCharts, type MoneyCharts } from "./history/money_charts.ts";
import { createLive, type Live } from "./live/mod.ts";
import { createMarks, type Marks } from "./marks/mod.ts";
import { createOutbox, type Outbox } from "./messages/mod.ts";
import { createMoney, type Money } from "./money.ts";
import type { SignedDoor } from "./payments/observation/signed_door.ts";
import type { NotificationDoor } from "./payments/ports.ts";
import { createProjectionAdmin, type ProjectionAdmin } from "./projections/mod.ts";
import { createReachability, type Reachability } from "./reachability/mod.ts";
import { createResponses, type Responses } from "./responses/mod.ts";
import { createSearches, type Searches } from "./searches/mod.ts";
import { createSessions, type Sessions } from "./sessions/mod.ts";
import { createSteps, type Steps } from "./steps/mod.ts";
import { createDecidePreCheckout } from "./updates/decide_pre_checkout.ts";
import { createUpdates, type Updates } from "./updates/mod.ts";

export interface App extends Money {
  readonly sessions: Sessions;
  readonly drivers: Drivers;
  readonly freight: Freight;
  readonly cargotech: CargoTechAccount;
  readonly responses: Responses;
  /** What concerns one driver, as it happens. */
  readonly live: Live;
  readonly marks: Marks;
  readonly contacts: Contacts;
  readonly searches: Searches;
  readonly backhaul: BackhaulOffers;
  /** What a driver was told last of a favourite's price; null when nothing was, or it is no favourite any more. */
  readonly favouritePrice: (driverId: number, cargoId: string) => Promise<FavouritePriceRow | null>;
  readonly history: History;
  readonly moneyCharts: MoneyCharts;
  readonly projections: ProjectionAdmin;
  readonly outbox: Outbox;
  readonly steps: Steps;
  readonly reachability: Reachability;
  readonly updates: Updates;
  /** Null when YooKassa is not switched on. */
  readonly yookassaDoor: NotificationDoor | null;
  /** Null when Stripe is not switched on. */
  readonly stripeDoor: SignedDoor | null;
}

export function createApp(ports: AppPorts): App {
  const { clock, log, vault, execute, views, source } = ports;
  const freight = createFreight({ source });
  const isKnown = (driverId: number) => drivers.isKnown(driverId);
  const money = createMoney({ execute, log, vault, clock, newId: ports.newId, isKnown }, ports.money);
  const { subscriptions } = money;
  const marks = createMarks({ execute, view: views.marks, cargos: views.markedCargos, freight, isKnown });
  const searches = createSearches({
    ...{ execute, views, vault, log, clock },
    newId: ports.newId,
    watch: ports.searchWatch,
    isKnown,
  });
  const drivers = createDrivers({
    execute,
    view: views.drivers,
    vault,
    endSession: (driverId) => ports.sessionStore.end(driverId),
    async dropMarksAndSearches(driverId, origin) {
      await Promise.all([marks.clear(driverId, origin), searches.clear(driverId, origin)]);
    },
    checkContact: ports.checkContact,
    welcome: subscriptions.welcome,
  });
  const responses = createResponses({
    execute,
    view: views.responses,
    posted: views.postedResponses,
    confirmations: views.confirmations,
    vault,
    freight,
    log,
    isKnown,
    access: (driverId) => subscriptions.access(driverId, "respond"),
  });
  const reachability = createReachability({ view: views.unreachable, clock });
  const history = createHistory({ log, vault, clock, views: ports.consoleViews });
  return {
    ...money,
    drivers,
    freight,
    marks,
    contacts: createContacts({
      execute,
      freight,
      access: (driverId) => subscriptions.access(driverId, "contacts"),
      isLost: reachability.isLost,
      clock,
    }),
    searches,
    favouritePrice: (driverId, cargoId) => views.favouritePrices.get([driverId, cargoId]),
    backhaul: createBackhaul({
      execute,
      view: views.backhaul,
      marks,
      source: { points: source.points, latest: ports.cargoWatch.latest },
    }),
    cargotech: createCargoTechAccount({ connection: ports.cargotechConsole, log, clock }),
    responses,
    live: createLive({ log, responses, subscriptions, payments: money.payments }),
    sessions: createSessions({
      check: ports.checkInitData,
      store: ports.sessionStore,
      drivers,
      clock,
      onInvalid: ports.onInvalidInitData,
    }),
    history,
    moneyCharts: createMoneyCharts({
      views: { moneyDays: ports.consoleViews.moneyDays, subscriptions: ports.money.views.subscriptions },
      clock,
    }),
    outbox: createOutbox({ queue: ports.outboxQueue, history, log, clock }),
    steps: createSteps({ queue: ports.stepQueue, log, clock }),
    reachability,
    projections: createProjectionAdmin({ control: ports.projections, log, vault }),
    yookassaDoor: ports.yookassaDoor,
    stripeDoor: ports.stripeDoor,
    updates: createUpdates({
      log,
      vault,
      clock,
      trusts: ports.trustsUpdates,
      onNotKept: ports.onUpdateNotKept,
      decidePreCheckout: createDecidePreCheckout(money.payments),
      answerPreCheckout: ports.answerPreCheckout,
    }),
  };
}
