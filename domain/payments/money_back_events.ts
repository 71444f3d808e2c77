// These names and shapes are stored: change them only by adding.
// Money on its way back: asked for by staff, given by the provider, or fetched by the payer's bank.
import { z } from "zod";
import { event, typesOf } from "../shared/event.ts";
import { Money } from "../shared/money.ts";
import { personal } from "../shared/personal.ts";
import { about, Source, time } from "./event_parts.ts";

const refund = { refundId: z.string(), grantId: z.string(), providerPaymentId: z.string().optional() };

/** So large that another administrator has to agree first: nothing has been asked of the provider. */
export const RefundProposed = event("RefundProposed", {
  ...about,
  ...refund,
  amount: Money,
  reason: personal(),
  revokeDays: z.number().int().positive().optional(),
  /** Id of the administrator. */
  by: z.string(),
});
export type RefundProposed = z.infer<typeof RefundProposed>;

/** The proposal came to nothing, by somebody else's word or by the proposer's own. */
export const RefundDeclined = event("RefundDeclined", { ...about, refundId: z.string(), reason: personal() });
export type RefundDeclined = z.infer<typeof RefundDeclined>;

export const RefundRequested = event("RefundRequested", {
  ...about,
  ...refund,
  amount: Money,
  reason: personal(),
  /** Days of access that go with a part of the money; all of the money takes all of them. */
  revokeDays: z.number().int().positive().optional(),
  idempotenceKey: z.string(),
  /** Id of the administrator who proposed it; the reason is then of the one who agreed. */
  proposedBy: z.string().optional(),
});
export type RefundRequested = z.infer<typeof RefundRequested>;

export const RefundRegistered = event("RefundRegistered", {
  ...about,
  refundId: z.string(),
  providerRefundId: z.string(),
});
export type RefundRegistered = z.infer<typeof RefundRegistered>;

/** Money went back. `external`: nobody asked us, it was done at the provider. */
export const PaymentRefunded = event("PaymentRefunded", {
  ...about,
  ...refund,
  providerRefundId: z.string(),
  amount: Money,
  /** Everything that went back of the same charge, this included. */
  refunded: Money,
  full: z.boolean(),
  external: z.boolean(),
  revokeDays: z.number().int().positive().optional(),
  refundedAt: time,
  /** The charge was lost in a dispute at that time, and this sum counted as gone with it: it counts once. */
  lostAt: time.optional(),
  via: Source,
});
export type PaymentRefunded = z.infer<typeof PaymentRefunded>;

export const RefundFailed = event("RefundFailed", {
  ...about,
  refundId: z.string(),
  providerRefundId: z.string().optional(),
  reason: z.string(),
});
export type RefundFailed = z.infer<typeof RefundFailed>;

const dispute = { disputeId: z.string(), grantId: z.string() };

/** `suspends`: access waits for the end of the dispute, as was set when it began. In version 1 the reason was in clear. */
export const DisputeOpened = event("DisputeOpened", {
  ...about,
  ...dispute,
  openedAt: time,
  suspends: z.boolean(),
  reason: personal().optional(),
}, 2);
export type DisputeOpened = z.infer<typeof DisputeOpened>;

const settled = { ...about, ...dispute, closedAt: time, reason: personal().optional() };

export const DisputeWon = event("DisputeWon", settled);
export type DisputeWon = z.infer<typeof DisputeWon>;

/** `amount` is what the bank took: all of the charge that had not gone back before, absent when that was nothing. */
export const DisputeLost = event("DisputeLost", { ...settled, amount: Money.optional() });
export type DisputeLost = z.infer<typeof DisputeLost>;

export const moneyBackEvents = [
  RefundProposed,
  RefundDeclined,
  RefundRequested,
  RefundRegistered,
  PaymentRefunded,
  RefundFailed,
  DisputeOpened,
  DisputeWon,
  DisputeLost,
] as const;
export type MoneyBackEvent = z.infer<typeof moneyBackEvents[number]>;

const types = typesOf(moneyBackEvents);

export function isMoneyBack(event: { readonly type: string }): event is MoneyBackEvent {
  return types.has(event.type);
}
