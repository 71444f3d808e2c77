// Shapes of payments over HTTP, as staff sees them. Messages are codes of texts/admin_errors.ts.
import { z } from "zod";
import { Provider } from "../../../../domain/payments/events.ts";
import { PAYMENT_STATUSES } from "../../../../domain/payments/status.ts";
import { Money } from "../../../../domain/shared/money.ts";
import { EventsQuery } from "./events.ts";
import { driverId, format, roubles } from "./money.ts";
import { limit, single } from "./query_fields.ts";

/** Sums in roubles (for Stars: in Stars); times are when the payment was asked for. */
export const PaymentsQuery = z.object({
  status: z.enum(PAYMENT_STATUSES, "invalid_choice").optional(),
  provider: z.enum(Provider.options, "invalid_choice").optional(),
  driver: driverId.optional(),
  from: EventsQuery.shape.from,
  to: EventsQuery.shape.to,
  amount_min: roubles.optional(),
  amount_max: roubles.optional(),
  attention: single().transform((text) => text === "1" || text === "true" || text === "on").optional(),
  limit: limit.default(50),
  after: single().max(64, "too_long").optional(),
  format,
});

export const PaymentRecord = z.object({
  paymentId: z.string(),
  driverId: z.int(),
  status: z.enum(PAYMENT_STATUSES),
  provider: Provider,
  providerPaymentId: z.string().nullable(),
  tariff: z.object({ id: z.string(), name: z.string(), days: z.int() }),
  price: Money,
  discount: Money,
  amount: Money,
  received: Money,
  refunded: Money,
  promoCode: z.string().optional(),
  createdAt: z.iso.datetime(),
  openUntil: z.iso.datetime(),
  paidAt: z.string().optional(),
  canceledAt: z.string().optional(),
  cancelParty: z.string().optional(),
  cancelReason: z.string().optional(),
  registrationUnknown: z.boolean(),
  /** What is odd about it, oldest first. */
  anomalies: z.array(z.string()),
  attention: z.boolean(),
});
export type PaymentRecord = z.infer<typeof PaymentRecord>;

export const PaymentsAnswer = z.object({
  data: z.array(PaymentRecord),
  meta: z.object({
    /** For `after` of the next page; null at the end. */
    next: z.string().nullable(),
    /** Over everything that matches, not this page alone. */
    totals: z.object({
      count: z.int(),
      byStatus: z.partialRecord(z.enum(PAYMENT_STATUSES), z.int()),
      received: z.array(Money),
      refunded: z.array(Money),
      discount: z.array(Money),
    }),
    complete: z.boolean().describe("False when only the newest 20,000 were counted"),
  }),
});

/** `at` orders them; `what` is the type of an event, the verdict of a delivery, the step of a subscription. */
const TimelineEntry = z.object({
  at: z.string(),
  kind: z.enum(["event", "delivery", "access"]),
  what: z.string(),
  data: z.record(z.string(), z.unknown()),
  actor: z.object({ kind: z.string(), id: z.string().optional(), name: z.string().nullable().optional() })
    .optional(),
  position: z.int().optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const PaymentStory = PaymentRecord.extend({
  receiptContact: z.string().nullable().optional(),
  refunds: z.array(z.object({
    refundId: z.string(),
    status: z.enum(["proposed", "declined", "requested", "succeeded", "failed"]),
    amount: Money,
    providerRefundId: z.string().nullable(),
    external: z.boolean(),
    revokeDays: z.int().nullable(),
    proposedBy: z.string().optional().describe("Who proposed it, while it waits for another administrator"),
    reason: z.string().optional().describe("Why it failed, in the provider's word"),
  })),
  disputes: z.array(z.object({ disputeId: z.string(), status: z.enum(["open", "won", "lost"]) })),
  mismatches: z.array(z.object({
    providerPaymentId: z.string(),
    status: z.string(),
    minor: z.int(),
    currency: z.string(),
    resolved: z.boolean(),
  })),
  /** Oldest first: events, what reached us (the refused included), what became of access. */
  timeline: z.array(TimelineEntry),
});
export type PaymentStory = z.infer<typeof PaymentStory>;
