// Payments: started by drivers, told of by providers, looked after by staff (contracts 5.1 and 5.2).
import type { PromoCodes } from "../promo_codes/mod.ts";
import type { Settings } from "../settings/mod.ts";
import { fold } from "../shared/decider.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Execute } from "../shared/origin.ts";
import type { Clock, NewId, Vault } from "../shared/ports.ts";
import type { Subscriptions } from "../subscriptions/mod.ts";
import { type BuyPayments, createBuying } from "./checkout/buying.ts";
import { paymentStream } from "./commands.ts";
import { paymentDecider } from "./decide.ts";
import type { Provider } from "./events.ts";
import { createObey } from "./obey.ts";
import { createHear } from "./observation/hear.ts";
import { createProvidersWord, type ProvidersWord } from "./observation/providers_word.ts";
import { createRecheck } from "./observation/recheck.ts";
import { createRecord } from "./observation/record.ts";
import type { FindProvider, PaymentProvider } from "./ports.ts";
import { createReading, type PaymentViews, type ReadPayments } from "./reading.ts";
import { createStaff, type StaffPayments } from "./staff.ts";
import type { Payment } from "./state.ts";

export type { PaymentForm } from "./checkout/offer.ts";
export type { StartRefusal } from "./checkout/start.ts";
export type { PaymentStatus } from "./status.ts";
export type { PaymentAuditRow } from "./observation/deliveries.ts";
export type { Verdict } from "./observation/delivery_events.ts";
export type { Observed } from "./observation/observed.ts";
export type { PaymentRefusal } from "./outcome.ts";
export type { OrphanRow } from "./reconciliation/orphans.ts";
export type { PaymentFilter, PaymentsFound } from "./search.ts";
export type { PaymentTotals } from "./totals.ts";
export type { SweepRow } from "./reconciliation/sweep.ts";
export type { PaymentView } from "./view.ts";

export interface Payments extends ReadPayments, BuyPayments, ProvidersWord, StaffPayments {
  /** Providers that are switched on. */
  readonly providers: readonly {
    readonly name: Provider;
    readonly currency: "RUB" | "XTR";
    /** A payment cannot begin without knowing where the tax receipt goes. */
    readonly needsReceiptContact: boolean;
    readonly renews: boolean;
  }[];
  readonly provider: FindProvider;
}

export function createPayments(
  ports: {
    execute: Execute;
    log: Pick<EventLog, "readStream" | "append" | "head">;
    views: PaymentViews;
    vault: Pick<Vault, "open">;
    providers: readonly PaymentProvider[];
    settings: Settings;
    subscriptions: Subscriptions;
    promoCodes: PromoCodes;
    clock: Clock;
    newId: NewId;
    /** Whether the driver has signed in and has not been forgotten since. */
    isKnown: (driverId: number) => Promise<boolean>;
  },
): Payments {
  const { log, providers, subscriptions } = ports;
  const provider: FindProvider = (name) => providers.find((known) => known.name === name) ?? null;
  /** From the stream itself, so that nothing just written is missed. */
  const stateOf = async (paymentId: string): Promise<Payment> =>
    fold(paymentDecider, await log.readStream(paymentStream(paymentId)));
  const accessShown = async () => subscriptions.reached((await log.head()).position);
  const parts = { ...ports, provider, stateOf, accessShown };
  const reading = createReading(parts);
  const obey = createObey({ ...parts, find: reading.find });
  const hear = createHear(parts);
  const recheck = createRecheck({ ...parts, find: reading.find, hear, record: createRecord(parts) });
  const known = { ...parts, ...obey, reading, hear, recheck };
  return {
    providers: providers.map(({ name, currency, needsReceiptContact = false, renews = false }) => ({
      name,
      currency,
      needsReceiptContact,
      renews,
    })),
    provider,
    ...reading,
    ...createBuying(known),
    ...createProvidersWord(known),
    ...createStaff({ ...known, find: reading.find }),
  };
}
