// The steps that need nobody outside: a worker calls them with a message's data and its claim in the origin.
import type { Payments } from "../payments/mod.ts";
import type { PromoCodes } from "../promo_codes/mod.ts";
import type { Origin } from "../shared/origin.ts";
import type { Subscriptions } from "../subscriptions/mod.ts";
import { type StepData, type StepKind, steps } from "./steps.ts";

/** Steps a worker does with the help of a provider. */
export type OutsideStep = "process.register_payment" | "process.poll_payment" | "process.refund_payment";
export type InsideStep = Exclude<StepKind, OutsideStep>;

/** Throws on data no release has queued, and on outages. Doing a step twice does nothing the second time. */
export type PerformStep = (kind: InsideStep, data: unknown, origin: Origin) => Promise<void>;

export function createPerformStep(
  { payments, subscriptions, promoCodes }: {
    payments: Payments;
    subscriptions: Subscriptions;
    promoCodes: PromoCodes;
  },
): PerformStep {
  const perform: { [K in InsideStep]: (data: StepData<K>, origin: Origin) => Promise<unknown> } = {
    "process.expire_payment": ({ paymentId }, origin) => payments.expire(paymentId, origin),
    "process.close_checkout": ({ paid = false, ...ended }, origin) =>
      payments.closeCheckout({ ...ended, paid }, origin),
    "process.note_promo_over_limit": ({ paymentId }, origin) =>
      payments.notePromoOverLimit(paymentId, origin),
    "process.note_possible_duplicate": ({ paymentId, otherPaymentId }, origin) =>
      payments.notePossibleDuplicate(paymentId, otherPaymentId, origin),
    "process.grant_period": ({ until, ...asked }, origin) =>
      subscriptions.grantPeriod({ ...asked, ...(until !== undefined && { until }) }, origin),
    "process.start_trial": ({ driverId }, origin) => subscriptions.welcome(driverId, origin),
    "process.grant_promo_days": ({ trial, ...asked }, origin) =>
      trial ? subscriptions.startTrial(asked, origin) : subscriptions.grantPromoDays(asked, origin),
    "process.revoke_period": ({ days, ...asked }, origin) =>
      subscriptions.revoke({ ...asked, ...(days !== undefined && { days }) }, origin),
    "process.suspend_period": (asked, origin) => subscriptions.suspend(asked, origin),
    "process.restore_period": (asked, origin) => subscriptions.restore(asked, origin),
    "process.redeem_promo": (use, origin) => promoCodes.redeem(use, origin),
    "process.release_promo": (use, origin) => promoCodes.release(use, origin),
  };
  return async (kind, data, origin) => {
    const run = perform[kind] as (data: unknown, origin: Origin) => Promise<unknown>;
    await run(steps[kind].parse(data), origin);
  };
}

export function isInsideStep(kind: string): kind is InsideStep {
  return Object.hasOwn(steps, kind) && !OUTSIDE.has(kind);
}

const OUTSIDE: ReadonlySet<string> = new Set<OutsideStep>([
  "process.register_payment",
  "process.poll_payment",
  "process.refund_payment",
]);
