// Stripe's objects in the words of payments. Amounts are minor units on both sides; currencies are upper case with us.
import type Stripe from "stripe";
import type { ProviderPayment, ProviderRefund } from "../../../domain/payments/ports.ts";

type Session = Stripe.Checkout.Session;

/** Unix seconds to ISO 8601 UTC. */
export const iso = (unixSeconds: number) => new Date(unixSeconds * 1000).toISOString();

/** A Checkout session as it is now. `paidAt` is used where the session itself does not tell. */
export function readSession(session: Session, paidAt?: number): ProviderPayment {
  const { id, amount_total, currency, created, livemode, metadata, client_reference_id, url } = session;
  const paymentId = metadata?.["payment_id"] ?? client_reference_id ?? undefined;
  const status = statusOf(session);
  const charge = chargeOf(session);
  const canceled = canceledBy(session);
  return {
    provider: "stripe",
    providerPaymentId: id,
    status,
    amount: { minor: amount_total ?? 0, currency: (currency ?? "none").toUpperCase() },
    ...(status === "succeeded" && { paidAt: iso(charge?.created ?? paidAt ?? created) }),
    createdAt: iso(created),
    test: !livemode,
    ...(paymentId !== undefined && { paymentId }),
    ...(status === "pending" && url && { confirmationUrl: url }),
    ...(status === "canceled" && { canceled }),
    ...(charge && charge.amount_refunded > 0 && charge.currency === "rub" &&
      { refunded: { minor: charge.amount_refunded, currency: "RUB" as const } }),
  };
}

/** The payment intent of a session, where it has one. */
export function intentOf({ payment_intent }: Partial<Pick<Session, "payment_intent">>): string | null {
  return typeof payment_intent === "string" ? payment_intent : payment_intent?.id ?? null;
}

/** `completed` says that the form was sent, not that the money came: that is what `payment_status` is for. */
function statusOf(session: Session): ProviderPayment["status"] {
  if (session.payment_status !== "unpaid") return "succeeded";
  if (session.status === "expired") return "canceled";
  return session.status === "complete" && hasFailed(session) ? "canceled" : "pending";
}

/** Of a session read with its payment intent: an event has only the intent's id. */
function hasFailed({ payment_intent }: Session): boolean {
  if (payment_intent === null || typeof payment_intent === "string") return false;
  return payment_intent.status === "canceled" || payment_intent.status === "requires_payment_method";
}

/** In the words of reasons we have sentences for; Stripe's own where it is none of these. */
function canceledBy(session: Session): { party: string; reason: string } {
  if (session.status === "expired") return { party: "stripe", reason: "expired_on_confirmation" };
  const intent = session.payment_intent;
  const code = intent !== null && typeof intent === "object"
    ? intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code
    : undefined;
  return { party: "payment_network", reason: REASONS[code ?? ""] ?? "general_decline" };
}

const REASONS: Readonly<Record<string, string>> = {
  insufficient_funds: "insufficient_funds",
  expired_card: "card_expired",
  incorrect_cvc: "invalid_csc",
  incorrect_number: "invalid_card_number",
  fraudulent: "fraud_suspected",
  issuer_not_available: "issuer_unavailable",
  authentication_required: "3d_secure_failed",
};

function chargeOf({ payment_intent }: Session): Stripe.Charge | null {
  if (payment_intent === null || typeof payment_intent === "string") return null;
  const { latest_charge } = payment_intent;
  return latest_charge !== null && typeof latest_charge === "object" ? latest_charge : null;
}

/** As much of a refund as matters here. */
export interface RefundObject {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly status: string | null;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly failure_reason?: string | undefined;
}

/** A refund of a session's money. Stripe knows only the payment intent, so the session is given. */
export function readRefund(refund: RefundObject, sessionId: string): ProviderRefund {
  const { id, amount, currency, created, metadata, failure_reason } = refund;
  const refundId = metadata?.["refund_id"];
  return {
    provider: "stripe",
    providerRefundId: id,
    providerPaymentId: sessionId,
    status: refundStatus(refund.status),
    amount: { minor: amount, currency: currency.toUpperCase() },
    at: iso(created),
    ...(refundId !== undefined && { refundId }),
    ...(failure_reason !== undefined && { reason: failure_reason }),
  };
}

function refundStatus(status: string | null): ProviderRefund["status"] {
  if (status === "succeeded") return "succeeded";
  return status === "failed" || status === "canceled" ? "canceled" : "pending";
}
