// Everything about money as one part of the application: settings, subscriptions, promo codes, payments, and the
// steps that lead from one to the other.
import { createPayments, type Payments, type PaymentViews } from "./payments/mod.ts";
import type { PaymentProvider } from "./payments/ports.ts";
import { createPerformStep, type PerformStep } from "./processes/perform.ts";
import { createGuesses, type Guesses } from "./promo_codes/guesses.ts";
import { createPromoCodes, type PromoCodeRow, type PromoCodes, type PromoUseRow } from "./promo_codes/mod.ts";
import type { Flags } from "./settings/flags.ts";
import { createSettings, type OpenSettings, type Settings } from "./settings/mod.ts";
import type { SecretSettings } from "./settings/ports.ts";
import type { FlagRow, SettingRow } from "./settings/view.ts";
import type { EventLog } from "./shared/event_log.ts";
import type { Execute } from "./shared/origin.ts";
import type { Clock, NewId, Vault } from "./shared/ports.ts";
import type { View } from "./shared/projection.ts";
import { createSubscriptions, type Subscriptions } from "./subscriptions/mod.ts";
import type { AccessKeys } from "./subscriptions/ports.ts";
import type { SubscriptionRow } from "./subscriptions/view.ts";

export interface Money {
  readonly settings: Settings;
  readonly subscriptions: Subscriptions;
  readonly promoCodes: PromoCodes;
  /** Every door where a person types a promo code asks here first. */
  readonly promoGuesses: Guesses;
  readonly payments: Payments;
  readonly performStep: PerformStep;
}

export interface MoneyViews extends PaymentViews {
  readonly subscriptions: View<SubscriptionRow>;
  readonly promoCodes: View<PromoCodeRow>;
  readonly promoUses: View<PromoUseRow>;
  readonly flags: View<FlagRow>;
  readonly settings: View<SettingRow>;
}

export interface MoneyPorts {
  readonly views: MoneyViews;
  readonly providers: readonly PaymentProvider[];
  readonly secretSettings: SecretSettings;
  readonly accessKeys: AccessKeys;
  /** What holds until staff changes it. */
  readonly defaults: { readonly flags: Flags; readonly settings: OpenSettings };
  /** From a source fit for secrets. */
  readonly randomBytes: (count: number) => Uint8Array;
}

export function createMoney(
  shared: {
    execute: Execute;
    log: Pick<EventLog, "readStream" | "append">;
    vault: Pick<Vault, "open">;
    clock: Clock;
    newId: NewId;
  },
  ports: MoneyPorts,
): Money {
  const { execute, vault, clock } = shared;
  const { views, providers, secretSettings, accessKeys, defaults, randomBytes } = ports;
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
    randomBytes,
  });
  const payments = createPayments({ ...shared, views, providers, settings, subscriptions, promoCodes });
  return {
    settings,
    subscriptions,
    promoCodes,
    promoGuesses: createGuesses({ clock }),
    payments,
    performStep: createPerformStep({ payments, subscriptions, promoCodes }),
  };
}
