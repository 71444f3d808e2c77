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
  message_in_flight: 409,
  rebuild_running: 409,
  response_withdrawn: 409,
  response_rejected: 409,
  response_accepted: 409,
  response_completed: 409,
  response_not_accepted: 409,
  response_not_completed: 409,
  method_not_allowed: 405,
  payload_too_large: 413,
  history_too_long: 422,
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
