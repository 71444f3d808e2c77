// Everything about money as one part of the application: settings, subscriptions, promo codes, payments, and the
// steps that lead from one to the other.
import { createPayments, type Payments } from "./payments/mod.ts";
import type { PaymentProvider } from "./payments/ports.ts";
import type { MoneyViews } from "./projections/money.ts";
import { createPerformStep, type PerformStep } from "./processes/perform.ts";
import { createGuesses, type Guesses } from "./promo_codes/guesses.ts";
import { createPromoCodes, type PromoCodes } from "./promo_codes/mod.ts";
import type { WrongCodes } from "./promo_codes/ports.ts";
import type { Flags } from "./settings/flags.ts";
import { createSettings, type OpenSettings, type Settings } from "./settings/mod.ts";
import type { SecretSettings } from "./settings/ports.ts";
import type { EventLog } from "./shared/event_log.ts";
import type { Execute } from "./shared/origin.ts";
import type { Clock, NewId, Vault } from "./shared/ports.ts";
import { createSubscriptions, type Subscriptions } from "./subscriptions/mod.ts";
import type { AccessKeys } from "./subscriptions/ports.ts";

export interface Money {
  readonly settings: Settings;
  readonly subscriptions: Subscriptions;
  readonly promoCodes: PromoCodes;
  /** Every door where a person types a promo code asks here first. */
  readonly promoGuesses: Guesses;
  readonly payments: Payments;
  readonly performStep: PerformStep;
}

export interface MoneyPorts {
  readonly views: MoneyViews;
  readonly providers: readonly PaymentProvider[];
  readonly secretSettings: SecretSettings;
  readonly accessKeys: AccessKeys;
  readonly wrongCodes: WrongCodes;
  /** What holds until staff changes it. */
  readonly defaults: { readonly flags: Flags; readonly settings: OpenSettings };
  /** The same for the same name, and nobody else can tell them. */
  readonly secretBytes: (name: string, count: number) => Uint8Array;
}

export function createMoney(
  shared: {
    execute: Execute;
    log: Pick<EventLog, "readStream" | "append" | "head">;
    vault: Pick<Vault, "open">;
    clock: Clock;
    newId: NewId;
    /** Whether the driver has signed in and has not been forgotten since. */
    isKnown: (driverId: number) => Promise<boolean>;
  },
  ports: MoneyPorts,
): Money {
  const { execute, vault, clock } = shared;
  const { views, providers, secretSettings, accessKeys, defaults, secretBytes } = ports;
  const settings = createSettings({ execute, views, secrets: secretSettings, defaults });
  const subscriptions = createSubscriptions({
    execute,
    view: views.subscriptions,
    vault,
    settings,
    keys: accessKeys,
    clock,
  });
  const promoCodes = createPromoCodes({
    execute,
    views: { codes: views.promoCodes, uses: views.promoUses },
    subscriptions,
    belowMinimum: async () => (await settings.values()).below_minimum,
    clock,
    newId: shared.newId,
    secretBytes,
  });
  const payments = createPayments({ ...shared, views, providers, settings, subscriptions, promoCodes });
  return {
    settings,
    subscriptions,
    promoCodes,
    promoGuesses: createGuesses({ wrongCodes: ports.wrongCodes, clock }),
    payments,
    performStep: createPerformStep({ payments, subscriptions, promoCodes }),
  };
}
