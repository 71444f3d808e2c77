// Steps one fact leads to in another stream: queued in the commit of the fact, done by a worker, done once.
import { z } from "zod";
import type { NewMessage } from "../shared/queue.ts";

const driverId = z.number().int();
const id = z.string();
const period = z.object({ driverId, grantId: id });

/** What each step is told. */
export const steps = {
  /** Ask the provider for the payment. */
  "process.register_payment": z.object({ paymentId: id }),
  /** Ask the provider how the payment is doing, then again later. */
  "process.poll_payment": z.object({ paymentId: id, requestedAt: z.string() }),
  "process.expire_payment": z.object({ paymentId: id }),
  "process.close_checkout": z.object({ driverId, paymentId: id, paid: z.boolean().optional() }),
  /** Ask the provider to give money back. */
  "process.refund_payment": z.object({ paymentId: id, refundId: id, requestedAt: z.string().optional() }),
  "process.grant_period": period.extend({
    paymentId: id,
    tariffId: id,
    days: z.number().int().positive(),
    paidAt: z.string(),
    until: z.string().optional(),
  }),
  /** Give what days a new driver may try, if any. */
  "process.start_trial": z.object({ driverId }),
  "process.grant_promo_days": period.extend({
    promoCode: id,
    days: z.number().int().positive(),
    trial: z.boolean(),
  }),
  "process.revoke_period": period.extend({
    cause: z.enum(["refund", "dispute"]),
    causeId: id,
    days: z.number().int().positive().optional(),
  }),
  "process.suspend_period": period.extend({ disputeId: id, from: z.string() }),
  "process.restore_period": period.extend({ disputeId: id, to: z.string() }),
  "process.note_promo_over_limit": z.object({ paymentId: id }),
  "process.note_possible_duplicate": z.object({ paymentId: id, otherPaymentId: id }),
  "process.redeem_promo": z.object({ code: id, driverId, useId: id }),
  "process.release_promo": z.object({ code: id, driverId, useId: id }),
} as const;

export type StepKind = keyof typeof steps;
export type StepData<K extends StepKind> = z.infer<typeof steps[K]>;

/** `id` makes the step unique while it waits; steps of one lane are done in order, and a stuck one holds up the rest. */
export function step<K extends StepKind>(
  kind: K,
  { id, lane, dueAt }: { id: string; lane: string; dueAt?: number },
  data: StepData<K>,
): NewMessage {
  return { id: `${kind}:${id}`, kind, lane, data, ...(dueAt !== undefined && { dueAt }) };
}
