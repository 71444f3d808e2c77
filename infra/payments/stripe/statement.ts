// What an event of Stripe states, without anything of the payer: it waits in the queue in clear.
import type Stripe from "stripe";
import { z } from "zod";
import type { ProviderPayment } from "../../../domain/payments/ports.ts";
import { disputeIn, refundIn, refundObject, sessionIn } from "./event_objects.ts";
import { intentOf, iso, readSession } from "./read.ts";

const payment = z.object({
  provider: z.literal("stripe"),
  providerPaymentId: z.string(),
  status: z.enum(["pending", "authorized", "succeeded", "canceled"]),
  amount: z.object({ minor: z.number().int(), currency: z.string() }),
  paidAt: z.string().optional(),
  createdAt: z.string().optional(),
  test: z.boolean(),
  paymentId: z.string().optional(),
  confirmationUrl: z.string().optional(),
  canceled: z.object({ party: z.string(), reason: z.string() }).optional(),
});

/** As it lies in the queue. `ignored` is an event that changes nothing here. */
export const Statement = z.discriminatedUnion("about", [
  z.object({ about: z.literal("payment"), payment }),
  z.object({ about: z.literal("refund"), paymentIntent: z.string(), refund: refundObject }),
  /** Something went back: Stripe is asked what. */
  z.object({ about: z.literal("refunds"), paymentIntent: z.string() }),
  z.object({
    about: z.literal("dispute"),
    paymentIntent: z.string(),
    disputeId: z.string(),
    phase: z.enum(["open", "won", "lost"]),
    openedAt: z.string(),
    at: z.string(),
    reason: z.string().optional(),
  }),
  z.object({ about: z.literal("ignored") }),
]);
export type Statement = z.infer<typeof Statement>;

const IGNORED: Statement = { about: "ignored" };

/** Null when it lacks what it cannot be understood without. */
export function statementOf(event: Stripe.Event): Statement | null {
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.expired": {
      const session = sessionIn(event);
      return session && { about: "payment", payment: asPayment(readSession(session, event.created)) };
    }
    case "checkout.session.async_payment_failed": {
      const session = sessionIn(event);
      if (!session) return null;
      const { canceled: _, confirmationUrl: __, ...failed } = readSession(session);
      const canceled = { party: "payment_network", reason: "general_decline" };
      return { about: "payment", payment: asPayment({ ...failed, status: "canceled", canceled }) };
    }
    case "refund.created":
    case "refund.updated":
    case "refund.failed": {
      const refund = refundIn(event);
      if (!refund) return null;
      const paymentIntent = intentOf(refund);
      return paymentIntent === null
        ? IGNORED
        : { about: "refund", paymentIntent, refund: refundObject.parse(refund) };
    }
    case "charge.refunded": {
      const paymentIntent = intentOf(event.data.object ?? {});
      return paymentIntent === null ? IGNORED : { about: "refunds", paymentIntent };
    }
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated":
    case "charge.dispute.closed": {
      const dispute = disputeIn(event);
      return dispute && disputeOf(dispute, event.created ?? dispute.created);
    }
    // What else Stripe tells of a payment is told by its session too.
    default:
      return IGNORED;
  }
}

/** An inquiry ("warning_…") takes no money back: it is between the bank and its client. */
function disputeOf(dispute: Stripe.Dispute, at: number): Statement {
  const paymentIntent = intentOf(dispute);
  const phase = PHASES[dispute.status];
  if (paymentIntent === null || phase === undefined) return IGNORED;
  const { id: disputeId, created } = dispute;
  // A person reads it; nothing hangs on it.
  const why = typeof dispute.reason === "string" ? { reason: dispute.reason } : {};
  return { about: "dispute", paymentIntent, disputeId, phase, openedAt: iso(created), at: iso(at), ...why };
}

const PHASES: Readonly<Record<string, "open" | "won" | "lost">> = {
  needs_response: "open",
  under_review: "open",
  won: "won",
  lost: "lost",
};

function asPayment(read: ProviderPayment): Extract<Statement, { about: "payment" }>["payment"] {
  return payment.parse(read);
}
