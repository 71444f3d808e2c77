// What the application needs of the outside; infra/app_ports.ts meets it.
import type { BackhaulRow } from "./backhaul/view.ts";
import type { CargoTechConsole } from "./cargotech/ports.ts";
import type { CheckContact } from "./drivers/ports.ts";
import type { DriverRow } from "./drivers/view.ts";
import type { FavouritePriceRow } from "./favourite_prices/view.ts";
import type { CargoSource, CargoWatch } from "./freight/ports.ts";
import type { ActivityRow } from "./history/activity.ts";
import type { Postings } from "./history/event_index.ts";
import type { MoneyDayRow } from "./history/money_days.ts";
import type { Marked } from "./marks/mod.ts";
import type { MarkedCargoRow } from "./marks/view.ts";
import type { OutboxQueue } from "./messages/ports.ts";
import type { MoneyPorts } from "./money.ts";
import type { SignedDoor } from "./payments/observation/signed_door.ts";
import type { NotificationDoor } from "./payments/ports.ts";
import type { ProjectionControl } from "./projections/ports.ts";
import type { UnreachableRow } from "./reachability/view.ts";
import type { ConfirmationRow, PostedRow } from "./responses/posted.ts";
import type { ResponseRow } from "./responses/view.ts";
import type { LoadAlertsRow } from "./searches/load_alerts.ts";
import type { SearchWatch } from "./searches/ports.ts";
import type { SearchRow } from "./searches/view.ts";
import type { CheckInitData, SessionStore } from "./sessions/ports.ts";
import type { EventLog } from "./shared/event_log.ts";
import type { Execute } from "./shared/origin.ts";
import type { Clock, NewId, Vault } from "./shared/ports.ts";
import type { View } from "./shared/projection.ts";
import type { StepQueue } from "./steps/ports.ts";
import type { OnNotKept } from "./updates/mod.ts";
import type { AnswerPreCheckout } from "./updates/ports.ts";

export interface AppPorts {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: EventLog;
  readonly vault: Vault;
  readonly execute: Execute;
  readonly views: {
    readonly drivers: View<DriverRow>;
    readonly responses: View<ResponseRow>;
    readonly postedResponses: View<PostedRow>;
    readonly confirmations: View<ConfirmationRow>;
    readonly marks: View<Marked>;
    readonly markedCargos: View<MarkedCargoRow>;
    readonly searches: View<SearchRow>;
    readonly loadAlerts: View<LoadAlertsRow>;
    readonly backhaul: View<BackhaulRow>;
    readonly favouritePrices: View<FavouritePriceRow>;
    readonly unreachable: View<UnreachableRow>;
  };
  readonly consoleViews: {
    readonly eventIndex: View<Postings>;
    readonly activity: View<ActivityRow>;
    readonly moneyDays: View<MoneyDayRow>;
  };
  readonly money: MoneyPorts;
  readonly outboxQueue: OutboxQueue;
  readonly stepQueue: StepQueue;
  readonly projections: ProjectionControl;
  readonly source: CargoSource;
  readonly cargoWatch: CargoWatch;
  readonly searchWatch: SearchWatch;
  readonly cargotechConsole: CargoTechConsole;
  readonly checkInitData: CheckInitData;
  readonly checkContact: CheckContact;
  readonly sessionStore: SessionStore;
  readonly onInvalidInitData: (why: string) => void;
  /** Whether a webhook secret is ours, in constant time. */
  readonly trustsUpdates: (secret: string | null) => boolean;
  readonly onUpdateNotKept: OnNotKept;
  readonly answerPreCheckout: AnswerPreCheckout;
  readonly yookassaDoor: NotificationDoor | null;
  readonly stripeDoor: SignedDoor | null;
}
