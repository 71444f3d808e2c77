// Shapes of what staff does about one payment, over HTTP. Messages are codes of texts/admin_errors.ts.
import { z } from "zod";
import { Verdict } from "../../../../domain/payments/observation/delivery_events.ts";
import { Currency, Money } from "../../../../domain/shared/money.ts";
import { days, objectId, reason } from "./money.ts";
import { PaymentRecord } from "./payments.ts";
import { single } from "./query_fields.ts";

export const RecheckAnswer = z.object({
  verdict: Verdict,
  verifiedStatus: z.string().optional(),
  error: z.string().optional().describe("Why the provider could not be asked"),
  payment: PaymentRecord,
});

const PositiveMoney = z.object({
  minor: z.int("invalid_amount").min(1, "invalid_amount"),
  currency: z.enum(Currency.options, "invalid_currency"),
}, "invalid_amount");

/** Without `amount` all that is left goes back. `revokeDays` goes with a part; the whole takes all its days. */
export const RefundBody = z.object({
  amount: PositiveMoney.optional(),
  reason,
  revokeDays: days.optional(),
  /** Which charge of a payment that was paid more than once; the first unless given. */
  providerPaymentId: objectId.optional(),
});
export type RefundBody = z.infer<typeof RefundBody>;

const whole = single().regex(/^\d{1,15}$/, "invalid_amount").transform(Number)
  .refine((minor) => minor >= 1, "invalid_amount");
export const RefundQuery = z.object({
  /** Minor units; all that is left unless given. */
  minor: whole.optional(),
  revokeDays: single().regex(/^\d{1,4}$/, "invalid_days").transform(Number).pipe(days).optional(),
  providerPaymentId: objectId.optional(),
});

const PeriodAnswer = z.object({
  grantId: z.string(),
  kind: z.enum(["payment", "trial", "gift", "promo"]),
  days: z.int(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});

/** What giving the money back will do to access. */
export const RefundPreviewAnswer = z.object({
  amount: Money,
  before: z.iso.datetime().nullable(),
  after: z.iso.datetime().nullable(),
  periods: z.array(PeriodAnswer),
});

/** `proposed`: so large that another administrator must agree before the provider is asked. */
export const RefundAnswer = z.object({
  refundId: z.string(),
  status: z.enum(["proposed", "declined", "requested", "succeeded", "failed"]),
  payment: PaymentRecord,
});

/** What one administrator says to another's proposal. */
export const ReasonBody = z.object({ reason });

export const DisputeBody = z.object({
  /** The bank's, where it has one. */
  disputeId: objectId.default("manual"),
  /** When the bank opened it; now unless given. */
  openedAt: z.iso.datetime({ offset: true, error: "invalid_time" })
    .transform((text) => new Date(text).toISOString()).optional(),
  reason,
  providerPaymentId: objectId.optional(),
});

export const SettlementBody = z.object({
  outcome: z.enum(["won", "lost"], "invalid_choice"),
  closedAt: DisputeBody.shape.openedAt,
  reason,
  providerPaymentId: objectId.optional(),
});

export const ResolutionBody = z.object({
  providerPaymentId: objectId,
  decision: z.enum(["accepted", "dismissed"], "invalid_choice"),
  reason,
});

export const OrphanBody = z.object({ providerPaymentId: objectId, reason });
export const PaymentChanged = z.object({ payment: PaymentRecord });
