// These names and shapes are stored: change them only by adding.
// What is odd about a payment and asks for a person, and what the person said of it.
import { z } from "zod";
import { event } from "../shared/event.ts";
import { personal } from "../shared/personal.ts";
import { about, Source, time } from "./event_parts.ts";

export const MismatchKind = z.enum([
  "provider",
  "shop",
  "test",
  "provider_payment_id",
  "metadata",
  "payer",
  "currency",
  "amount",
  "refund_amount",
]);
export type MismatchKind = z.infer<typeof MismatchKind>;

/** What the provider says does not fit what was asked: nothing is granted before a person has looked. */
export const PaymentMismatchDetected = event("PaymentMismatchDetected", {
  ...about,
  providerPaymentId: z.string(),
  kind: MismatchKind,
  expected: z.string(),
  got: z.string(),
  status: z.string(),
  /** What the provider has, in whatever currency, and since when. */
  minor: z.number().int().nonnegative(),
  currency: z.string(),
  paidAt: time.optional(),
  via: Source,
});
export type PaymentMismatchDetected = z.infer<typeof PaymentMismatchDetected>;

/** A person has looked: the money was for this payment after all, or it was not. */
export const PaymentMismatchResolved = event("PaymentMismatchResolved", {
  ...about,
  providerPaymentId: z.string(),
  decision: z.enum(["accepted", "dismissed"]),
  reason: personal(),
});
export type PaymentMismatchResolved = z.infer<typeof PaymentMismatchResolved>;

/** True, and too late to change anything; `anomaly` asks for a look. */
export const ProviderFactIgnored = event("ProviderFactIgnored", {
  ...about,
  providerPaymentId: z.string(),
  status: z.string(),
  why: z.enum(["late", "final"]),
  anomaly: z.boolean(),
  via: Source,
});
export type ProviderFactIgnored = z.infer<typeof ProviderFactIgnored>;

/** The quoted price was honoured though the place of its promo code was taken by then: somebody should look. */
export const PromoLimitExceeded = event("PromoLimitExceeded", about);
export type PromoLimitExceeded = z.infer<typeof PromoLimitExceeded>;

/** The driver paid for another order at the same time: somebody may want one back. */
export const PaymentDuplicateSuspected = event("PaymentDuplicateSuspected", {
  ...about,
  otherPaymentId: z.string(),
});
export type PaymentDuplicateSuspected = z.infer<typeof PaymentDuplicateSuspected>;

/** The tax receipt was refused; access stays, the accountant must know. */
export const ReceiptRefused = event("ReceiptRefused", about);
export type ReceiptRefused = z.infer<typeof ReceiptRefused>;

export const anomalyEvents = [
  PaymentMismatchDetected,
  PaymentMismatchResolved,
  ProviderFactIgnored,
  PromoLimitExceeded,
  PaymentDuplicateSuspected,
  ReceiptRefused,
] as const;
