// Requests about one payment. `at` is when it is decided, ISO 8601 UTC.
import type { Money } from "../shared/money.ts";
import type { Provider, Source } from "./events.ts";
import type { MoneyBackCommand } from "./money_back_commands.ts";
import type { ProviderPayment } from "./ports.ts";

interface About {
  readonly at: string;
}

/** `amount` of nothing is granted at once. */
export interface StartPayment extends About {
  readonly type: "StartPayment";
  readonly paymentId: string;
  readonly driverId: number;
  readonly provider: Provider;
  readonly tariff: { readonly id: string; readonly name: string; readonly days: number };
  readonly price: Money;
  readonly discount: Money;
  readonly amount: Money;
  readonly promoCode?: string;
  readonly openUntil: string;
  readonly receiptContact?: string;
}

/** Notes the call to be made, before it is made; the first one stands. */
export interface SubmitPayment extends About {
  readonly type: "SubmitPayment";
  readonly idempotenceKey: string;
  readonly body: string;
}

/** The call ended without an answer we can trust. */
export interface NoteUnknownRegistration extends About {
  readonly type: "NoteUnknownRegistration";
  readonly attempt: number;
  readonly error: string;
}

export interface RejectRegistration extends About {
  readonly type: "RejectRegistration";
  readonly code: string;
  readonly error?: string;
}

/** One command for everything a provider is known to say: webhook, poll, return, sweep, recheck. */
export interface ObserveProviderPayment extends About {
  readonly type: "ObserveProviderPayment";
  readonly payment: ProviderPayment;
  /** What an object of ours must show. */
  readonly expected: { readonly shop?: string; readonly test: boolean };
  /** Nobody is there to use what was paid for. */
  readonly driverForgotten?: true;
  readonly via: Source;
}

export interface ExpirePayment extends About {
  readonly type: "ExpirePayment";
}

export interface ResolveMismatch extends About {
  readonly type: "ResolveMismatch";
  readonly providerPaymentId: string;
  readonly decision: "accepted" | "dismissed";
  readonly reason: string;
}

/** Its promo code was used past its limit, because the payment came when the place was another's. */
export interface NotePromoOverLimit extends About {
  readonly type: "NotePromoOverLimit";
}

/** The driver paid for another order at the same time. */
export interface NotePossibleDuplicate extends About {
  readonly type: "NotePossibleDuplicate";
  readonly otherPaymentId: string;
}

export type PaymentCommand =
  | StartPayment
  | SubmitPayment
  | NoteUnknownRegistration
  | RejectRegistration
  | ObserveProviderPayment
  | ExpirePayment
  | ResolveMismatch
  | NotePromoOverLimit
  | NotePossibleDuplicate
  | MoneyBackCommand;

export function paymentStream(paymentId: string): string {
  return `payment-${paymentId}`;
}
