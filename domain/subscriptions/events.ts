// These names and shapes are stored: change them only by adding.
// Days of access: given, taken back, suspended. `expiresAt` is the end of access after the fact, null when there is none.
import { z } from "zod";
import { event } from "../shared/event.ts";
import { personal } from "../shared/personal.ts";

/** ISO 8601 UTC. */
const time = z.string();
const about = {
  driverId: z.number().int(),
  /** Names the grant within the driver's subscription: the payment's id, `trial`, … */
  grantId: z.string(),
  /** When it was decided. */
  at: time,
  expiresAt: time.nullable(),
};
/** Digest of the new key to the Web App; every activation makes a new one. */
const access = { accessDigest: z.string().optional() };
const days = z.number().int().positive();

/** Paid days. They begin when the provider has the money, not when we heard of it. */
export const PeriodGranted = event("PeriodGranted", {
  ...about,
  ...access,
  paymentId: z.string(),
  tariffId: z.string(),
  days,
  paidAt: time,
  /** The provider's own end of the period, for renewals it keeps the calendar of. */
  until: time.optional(),
  /** Another payment, within an hour of it: somebody may want one back. */
  possibleDuplicateOf: z.string().optional(),
});
export type PeriodGranted = z.infer<typeof PeriodGranted>;

export const TrialStarted = event("TrialStarted", {
  ...about,
  ...access,
  days,
  promoCode: z.string().optional(),
});
export type TrialStarted = z.infer<typeof TrialStarted>;

/** Days from the staff; never a payment, so that revenue stays true. */
export const DaysGranted = event("DaysGranted", { ...about, ...access, days, reason: personal() });
export type DaysGranted = z.infer<typeof DaysGranted>;

export const PromoDaysGranted = event("PromoDaysGranted", {
  ...about,
  ...access,
  days,
  promoCode: z.string(),
});
export type PromoDaysGranted = z.infer<typeof PromoDaysGranted>;

/** The money went back. Without `days` the whole grant went with it. */
export const PeriodRevoked = event("PeriodRevoked", {
  ...about,
  cause: z.enum(["refund", "dispute", "staff"]),
  /** What took it back: a refund, a dispute. The same one takes only once. */
  causeId: z.string(),
  days: days.optional(),
});
export type PeriodRevoked = z.infer<typeof PeriodRevoked>;

/** The payment is disputed from `from` on: nobody knows yet whose the money is. */
export const PeriodSuspended = event("PeriodSuspended", { ...about, disputeId: z.string(), from: time });
export type PeriodSuspended = z.infer<typeof PeriodSuspended>;

/** The dispute was won at `to`: the days lost meanwhile are added. */
export const PeriodRestored = event("PeriodRestored", { ...about, disputeId: z.string(), to: time });
export type PeriodRestored = z.infer<typeof PeriodRestored>;

/** Greater in what the provider told later. */
const told = { ...about, sequence: z.number().int() };

/** The driver wants no further charges of this payment's subscription. */
export const RenewalStopped = event("RenewalStopped", told);
export type RenewalStopped = z.infer<typeof RenewalStopped>;

/** The provider could not charge for the period after `afterGrantId`, the newest it had charged for as far as we knew. */
export const RenewalFailed = event("RenewalFailed", { ...told, afterGrantId: z.string().nullable() });
export type RenewalFailed = z.infer<typeof RenewalFailed>;

/** The driver wants further charges after all. */
export const RenewalResumed = event("RenewalResumed", told);
export type RenewalResumed = z.infer<typeof RenewalResumed>;

export const subscriptionEvents = [
  PeriodGranted,
  TrialStarted,
  DaysGranted,
  PromoDaysGranted,
  PeriodRevoked,
  PeriodSuspended,
  PeriodRestored,
  RenewalStopped,
  RenewalFailed,
  RenewalResumed,
] as const;
export type SubscriptionEvent = z.infer<typeof subscriptionEvents[number]>;
