// The sandbox's objects, and how Stripe's API shows them.

export interface NewSession {
  /** Minor units. */
  readonly amount: number;
  /** Lower case. */
  readonly currency: string;
  readonly name: string;
  readonly reference: string | null;
  readonly metadata: Record<string, string>;
  readonly intentMetadata: Record<string, string>;
  readonly successUrl: string;
  readonly cancelUrl: string | null;
  /** Unix seconds, as all times here. */
  readonly expiresAt: number | undefined;
}

export interface Session extends Omit<NewSession, "expiresAt"> {
  readonly id: string;
  readonly created: number;
  readonly expiresAt: number;
  status: "open" | "complete" | "expired";
  paid: boolean;
  /** Made when somebody begins to pay. */
  intent: string | null;
}

export interface Intent {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Record<string, string>;
  status: "requires_payment_method" | "processing" | "succeeded" | "canceled";
  charge: string | null;
  decline: string | null;
}

export interface Charge {
  readonly id: string;
  readonly intent: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  refunded: number;
}

export type RefundStatus = "pending" | "succeeded" | "failed";

export interface Refund {
  readonly id: string;
  readonly created: number;
  readonly intent: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Record<string, string>;
  status: RefundStatus;
}

export const DISPUTE_STATUSES = [
  "warning_needs_response",
  "warning_closed",
  "needs_response",
  "under_review",
  "won",
  "lost",
] as const;
export type DisputeStatus = typeof DISPUTE_STATUSES[number];

export interface Dispute {
  readonly id: string;
  readonly created: number;
  readonly intent: string;
  status: DisputeStatus;
}

/** What the API shows depends on. */
export interface Shown {
  readonly livemode: boolean;
  /** Where sessions are paid. */
  readonly origin: string;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly charges: ReadonlyMap<string, Charge>;
}

/** `expanded` shows the intent and its charge whole instead of the intent's id. */
export function showSession(session: Session, shown: Shown, expanded = false): Record<string, unknown> {
  const { id, created, amount, currency, reference, metadata, status, paid, expiresAt } = session;
  const intent = session.intent === null ? undefined : shown.intents.get(session.intent);
  return {
    id,
    object: "checkout.session",
    amount_subtotal: amount,
    amount_total: amount,
    cancel_url: session.cancelUrl,
    client_reference_id: reference,
    created,
    currency,
    // Somebody's address, as a real one has: nobody who reads events may keep it.
    customer_details: paid ? { email: "payer@example.org", name: "Платит Плательщик" } : null,
    expires_at: expiresAt,
    livemode: shown.livemode,
    locale: "ru",
    metadata,
    mode: "payment",
    payment_intent: intent ? (expanded ? showIntent(intent, shown, true) : intent.id) : null,
    payment_status: paid ? "paid" : "unpaid",
    status,
    success_url: session.successUrl,
    url: status === "open" ? `${shown.origin}/c/pay/${id}` : null,
  };
}

export function showIntent(intent: Intent, shown: Shown, expanded = false): Record<string, unknown> {
  const { id, created, amount, currency, metadata, status, decline } = intent;
  const charge = intent.charge === null ? undefined : shown.charges.get(intent.charge);
  return {
    id,
    object: "payment_intent",
    amount,
    created,
    currency,
    last_payment_error: decline === null ? null : { code: "card_declined", decline_code: decline },
    latest_charge: charge ? (expanded ? showCharge(charge, shown) : charge.id) : null,
    livemode: shown.livemode,
    metadata,
    status,
  };
}

export function showCharge(
  { id, intent, created, amount, currency, refunded }: Charge,
  { livemode }: Shown,
): Record<string, unknown> {
  return {
    id,
    object: "charge",
    amount,
    amount_refunded: refunded,
    created,
    currency,
    livemode,
    paid: true,
    payment_intent: intent,
    refunded: refunded === amount,
    status: "succeeded",
  };
}

export function showRefund(
  { id, created, intent, amount, currency, metadata, status }: Refund,
): Record<string, unknown> {
  return {
    id,
    object: "refund",
    amount,
    created,
    currency,
    metadata,
    payment_intent: intent,
    status,
    ...(status === "failed" && { failure_reason: "expired_or_canceled_card" }),
  };
}

export function showDispute({ id, created, intent, status }: Dispute, shown: Shown): Record<string, unknown> {
  const { amount = 0, currency = "rub" } = shown.intents.get(intent) ?? {};
  return {
    id,
    object: "dispute",
    amount,
    created,
    currency,
    livemode: shown.livemode,
    payment_intent: intent,
    reason: "product_not_received",
    status,
  };
}
