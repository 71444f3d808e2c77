// Everything the product can be asked to do, by context. Routes, the bot and the workers know nothing deeper.
import { type CargoTechAccount, createCargoTechAccount } from "./cargotech/mod.ts";
import type { CargoTechConsole } from "./cargotech/ports.ts";
import { createDrivers, type Drivers } from "./drivers/mod.ts";
import type { DriverRow } from "./drivers/view.ts";
import { createFreight, type Freight } from "./freight/mod.ts";
import type { CargoSource } from "./freight/ports.ts";
import type { ActivityRow } from "./history/activity.ts";
import type { Postings } from "./history/event_index.ts";
import { createHistory, type History } from "./history/mod.ts";
import { createOutbox, type Outbox } from "./messages/mod.ts";
import type { OutboxQueue } from "./messages/ports.ts";
import { createProjectionAdmin, type ProjectionAdmin } from "./projections/mod.ts";
import type { ProjectionControl } from "./projections/ports.ts";
import { createResponses, type Responses } from "./responses/mod.ts";
import type { ResponseRow } from "./responses/view.ts";
import { createSessions, type Sessions } from "./sessions/mod.ts";
import type { CheckInitData, SessionStore } from "./sessions/ports.ts";
import type { EventLog } from "./shared/event_log.ts";
import type { Execute } from "./shared/origin.ts";
import type { Clock, Vault } from "./shared/ports.ts";
import type { View } from "./shared/projection.ts";
import { createUpdates, type OnNotKept, type Updates } from "./updates/mod.ts";

export interface App {
  readonly sessions: Sessions;
  readonly drivers: Drivers;
  readonly freight: Freight;
  readonly cargotech: CargoTechAccount;
  readonly responses: Responses;
  readonly history: History;
  readonly projections: ProjectionAdmin;
  readonly outbox: Outbox;
  readonly updates: Updates;
}

export interface AppPorts {
  readonly clock: Clock;
  readonly log: EventLog;
  readonly vault: Vault;
  readonly execute: Execute;
  readonly views: { readonly drivers: View<DriverRow>; readonly responses: View<ResponseRow> };
  readonly consoleViews: { readonly eventIndex: View<Postings>; readonly activity: View<ActivityRow> };
  readonly outboxQueue: OutboxQueue;
  readonly projections: ProjectionControl;
  readonly source: CargoSource;
  readonly cargotechConsole: CargoTechConsole;
  readonly checkInitData: CheckInitData;
  readonly sessionStore: SessionStore;
  readonly onInvalidInitData: (why: string) => void;
  /** Whether a webhook secret is ours, in constant time. */
  readonly trustsUpdates: (secret: string | null) => boolean;
  readonly onUpdateNotKept: OnNotKept;
}

export function createApp(ports: AppPorts): App {
  const { clock, log, vault, execute, views, source } = ports;
  const drivers = createDrivers({
    execute,
    view: views.drivers,
    vault,
    endSession: (driverId) => ports.sessionStore.end(driverId),
  });
  const freight = createFreight({ source });
  const history = createHistory({ log, vault, clock, views: ports.consoleViews });
  return {
    drivers,
    freight,
    cargotech: createCargoTechAccount({ connection: ports.cargotechConsole, log, clock }),
    responses: createResponses({
      execute,
      view: views.responses,
      vault,
      freight,
      log,
      isKnown: drivers.isKnown,
    }),
    sessions: createSessions({
      check: ports.checkInitData,
      store: ports.sessionStore,
      drivers,
      clock,
      onInvalid: ports.onInvalidInitData,
    }),
    history,
    outbox: createOutbox({ queue: ports.outboxQueue, history, log, clock }),
    projections: createProjectionAdmin({ control: ports.projections, log, vault }),
    updates: createUpdates({
      log,
      vault,
      clock,
      trusts: ports.trustsUpdates,
      onNotKept: ports.onUpdateNotKept,
    }),
  };
}
