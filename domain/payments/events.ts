// These names and shapes are stored: change them only by adding.
// The life of one payment: what was asked, and what the provider is known to say.
import { z } from "zod";
import { event, type StoredEvent, typesOf } from "../shared/event.ts";
import { Money } from "../shared/money.ts";
import { personal } from "../shared/personal.ts";
import { anomalyEvents } from "./anomaly_events.ts";
import { about, object, Provider, Source, time } from "./event_parts.ts";
import { moneyBackEvents } from "./money_back_events.ts";

export { Provider, Source };

const promoCode = z.string().optional();
/** The days wait for whoever comes back: a person decides whether the money goes back instead. */
const driverForgotten = z.literal(true).optional();

/** The price and the terms are of this moment: what is changed later does not touch them. */
export const PaymentRequested = event("PaymentRequested", {
  ...about,
  provider: Provider,
  tariff: z.object({ id: z.string(), name: z.string(), days: z.number().int().positive() }),
  price: Money,
  discount: Money,
  amount: Money,
  promoCode,
  /** After this nobody waits for it any more, though a late success is honoured. */
  openUntil: time,
  /** Where the receipt goes, if one must be made. */
  receiptContact: personal().optional(),
});
export type PaymentRequested = z.infer<typeof PaymentRequested>;

/** The first call to the provider is about to be made; every repeat has this key and exactly this body. */
export const PaymentSubmitted = event("PaymentSubmitted", {
  ...about,
  idempotenceKey: z.string(),
  body: personal(),
});
export type PaymentSubmitted = z.infer<typeof PaymentSubmitted>;

/** The provider knows of it. `confirmationUrl` is where the driver pays. */
export const PaymentRegistered = event("PaymentRegistered", {
  ...about,
  ...object,
  confirmationUrl: z.string().optional(),
  via: Source,
});
export type PaymentRegistered = z.infer<typeof PaymentRegistered>;

/** We asked and cannot tell whether it was done: asked again with the same key, or looked up. */
export const PaymentRegistrationUnknown = event("PaymentRegistrationUnknown", {
  ...about,
  attempt: z.number().int().positive(),
  error: z.string(),
});
export type PaymentRegistrationUnknown = z.infer<typeof PaymentRegistrationUnknown>;

/** The provider said no. */
export const PaymentRegistrationRejected = event("PaymentRegistrationRejected", {
  ...about,
  code: z.string(),
  error: z.string().optional(),
  promoCode,
});
export type PaymentRegistrationRejected = z.infer<typeof PaymentRegistrationRejected>;

/** The money is held and not yet ours: nothing is granted for it. */
export const PaymentAuthorized = event("PaymentAuthorized", { ...about, ...object, via: Source });
export type PaymentAuthorized = z.infer<typeof PaymentAuthorized>;

/** The money is ours since `paidAt`, by the provider's word. `grantId` names the days it buys. */
export const PaymentSucceeded = event("PaymentSucceeded", {
  ...about,
  provider: Provider,
  providerPaymentId: z.string().optional(),
  amount: Money,
  paidAt: time,
  via: Source,
  grantId: z.string(),
  tariffId: z.string(),
  days: z.number().int().positive(),
  promoCode,
  until: time.optional(),
  /** A later charge of a subscription, heard of before the first. */
  renewal: z.literal(true).optional(),
  /** Honoured although nobody waited for it any more. */
  anomaly: z.enum(["after_expiry", "after_cancel", "after_rejection"]).optional(),
  driverForgotten,
});
export type PaymentSucceeded = z.infer<typeof PaymentSucceeded>;

/** The same order was paid once more, as Telegram's invoices can be, or renewed: more money, more days. */
export const PaymentRepeated = event("PaymentRepeated", {
  ...about,
  ...object,
  amount: Money,
  paidAt: time,
  via: Source,
  grantId: z.string(),
  tariffId: z.string(),
  days: z.number().int().positive(),
  until: time.optional(),
  renewal: z.boolean(),
  driverForgotten,
});
export type PaymentRepeated = z.infer<typeof PaymentRepeated>;

export const PaymentCanceled = event("PaymentCanceled", {
  ...about,
  providerPaymentId: z.string().optional(),
  /** Who ended it and why, in the provider's words; `driver` is one who asked for another payment. */
  party: z.string().optional(),
  reason: z.string(),
  via: Source,
  promoCode,
});
export type PaymentCanceled = z.infer<typeof PaymentCanceled>;

/** Nobody waits for it any more. Not final: a late success is honoured. */
export const PaymentExpired = event("PaymentExpired", { ...about, promoCode });
export type PaymentExpired = z.infer<typeof PaymentExpired>;

export const paymentEvents = [
  PaymentRequested,
  PaymentSubmitted,
  PaymentRegistered,
  PaymentRegistrationUnknown,
  PaymentRegistrationRejected,
  PaymentAuthorized,
  PaymentSucceeded,
  PaymentRepeated,
  PaymentCanceled,
  PaymentExpired,
  ...anomalyEvents,
  ...moneyBackEvents,
] as const;
export type PaymentEvent = z.infer<typeof paymentEvents[number]>;

const types = typesOf(paymentEvents);

export function isPayment(event: StoredEvent): event is StoredEvent<PaymentEvent> {
  return types.has(event.type);
}
