// What deciding about a payment can come to, shared by its parts.
import type { Decision } from "../shared/decider.ts";
import type { PaymentEvent } from "./events.ts";
import type { Started } from "./state.ts";

export type PaymentRefusal =
  | "payment_not_found"
  | "payment_exists"
  | "payment_not_paid"
  | "mismatch_not_found"
  | "mismatch_not_payable"
  | "refund_not_found"
  | "refund_amount_invalid"
  | "refund_too_large"
  | "refund_partial_unsupported"
  | "refund_disputed"
  | "refund_dispute_lost"
  | "refund_needs_another_admin"
  | "refund_declined"
  | "refund_approved"
  | "idempotency_key_reused";

export type Outcome = Decision<PaymentEvent, PaymentRefusal>;
export const NOTHING: Outcome = { ok: [] };

/** The code whose place is settled at the payment's end, if there is one. */
export function promoOf({ promoCode }: Started): { readonly promoCode?: string } {
  return promoCode === undefined ? {} : { promoCode };
}

export function about({ paymentId, driverId }: Started, at: string) {
  return { paymentId, driverId, at };
}
