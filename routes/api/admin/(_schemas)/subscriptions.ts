// Shapes of subscriptions over HTTP, as staff sees them. Messages are codes of texts/admin_errors.ts.
import { z } from "zod";
import { days, driverId, reason } from "./money.ts";
import { limit } from "./query_fields.ts";

const STATUSES = ["none", "trial", "active", "grace", "expired"] as const;

export const SubscriptionsQuery = z.object({
  status: z.enum(STATUSES, "invalid_choice").optional(),
  limit: limit.default(100),
  after: driverId.optional(),
});

const iso = z.iso.datetime();

/** One grant laid on the calendar. */
const Derivation = z.object({
  grantId: z.string(),
  kind: z.enum(["payment", "trial", "gift", "promo"]),
  /** Given, and what of it counts. */
  givenDays: z.int(),
  days: z.int(),
  givenAt: iso,
  from: iso,
  to: iso,
  begins: z.enum(["at_once", "after_previous"]),
  suspended: z.boolean(),
  madeUpMs: z.number(),
  paymentId: z.string().optional(),
  promoCode: z.string().optional(),
});

export const SubscriptionRecord = z.object({
  driverId: z.int(),
  status: z.enum(STATUSES),
  expiresAt: iso.optional(),
  graceEndsAt: iso.optional(),
  /** Why until then, grant by grant. */
  periods: z.array(Derivation),
});
export type SubscriptionRecord = z.infer<typeof SubscriptionRecord>;

export const SubscriptionStory = SubscriptionRecord.extend({
  history: z.array(z.object({
    type: z.string(),
    grantId: z.string(),
    at: z.string(),
    expiresAt: z.string().nullable(),
    days: z.int().optional(),
    reason: z.string().nullable().optional(),
    cause: z.string().optional(),
    possibleDuplicateOf: z.string().optional(),
  })),
});

export const SubscriptionsAnswer = z.object({
  data: z.array(SubscriptionRecord),
  meta: z.object({ next: z.int().nullable(), counts: z.partialRecord(z.enum(STATUSES), z.int()) }),
});

export const GrantDaysBody = z.object({ days, reason });
