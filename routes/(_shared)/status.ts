// Refusal → HTTP status, for API and pages alike.
import type { refusals } from "../../texts/ru.ts";

export type ProblemCode =
  | keyof typeof refusals
  | "invalid_phone"
  | "invalid_name"
  | "invalid_comment"
  | "invalid_price"
  | "invalid_stars";

export const statusOf: Readonly<Record<ProblemCode, number>> = {
  bad_request: 400,
  invalid_filter: 400,
  unauthenticated: 401,
  init_data_invalid: 401,
  init_data_expired: 401,
  subscription_required: 402,
  forbidden: 403,
  cross_origin: 403,
  not_found: 404,
  cargo_not_found: 404,
  response_not_found: 404,
  search_not_found: 404,
  payments_disabled: 409,
  provider_unavailable: 503,
  tariff_not_found: 404,
  too_many_open_payments: 409,
  promo_code_invalid: 422,
  receipt_contact_required: 422,
  promo_code_exists: 409,
  trial_unavailable: 409,
  payment_not_found: 404,
  payment_exists: 409,
  payment_not_paid: 409,
  refund_too_large: 409,
  refund_amount_invalid: 422,
  refund_not_found: 404,
  refund_needs_another_admin: 409,
  refund_declined: 409,
  refund_approved: 409,
  idempotency_key_reused: 422,
  refund_partial_unsupported: 422,
  refund_disputed: 409,
  refund_dispute_lost: 409,
  mismatch_not_found: 404,
  mismatch_not_payable: 409,
  message_in_flight: 409,
  message_gone: 404,
  too_many_searches: 409,
  search_exists: 409,
  chat_closed: 409,
  rebuild_running: 409,
  favourites_full: 409,
  companies_full: 409,
  response_withdrawn: 409,
  response_rejected: 409,
  response_accepted: 409,
  response_completed: 409,
  response_not_accepted: 409,
  response_not_completed: 409,
  method_not_allowed: 405,
  payload_too_large: 413,
  request_timeout: 408,
  history_too_long: 422,
  contact_invalid: 422,
  driver_forgotten: 409,
  payments_unavailable: 503,
  payment_outdated: 409,
  validation_failed: 422,
  invalid_phone: 422,
  invalid_name: 422,
  invalid_comment: 422,
  invalid_price: 422,
  invalid_stars: 422,
  rate_limited: 429,
  internal_error: 500,
  cargotech_unavailable: 503,
};

/** The refusal behind an error of HTTP that somebody threw. */
export function refusalOf(status: number): keyof typeof refusals {
  if (status >= 500) return "internal_error";
  return THROWN.find((code) => statusOf[code] === status) ?? "bad_request";
}

const THROWN = ["not_found", "method_not_allowed", "request_timeout", "payload_too_large"] as const;

/** The page where a refusal can be mended. */
export const wayOutOf: Readonly<Partial<Record<ProblemCode, string>>> = {
  subscription_required: "/subscription",
};
