// Errors in Stripe's shape (docs.stripe.com/api/errors).

export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly type = "invalid_request_error",
  ) {
    super(message);
  }
}

export function missing(id: string): StripeError {
  return new StripeError(404, "resource_missing", `No such object: '${id}'`);
}

export function invalid(message: string, code = "parameter_invalid"): StripeError {
  return new StripeError(400, code, message);
}

const TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "invalid_request_error",
  404: "invalid_request_error",
  429: "rate_limit_error",
};

export function errorBody({ type, code, message }: Pick<StripeError, "type" | "code" | "message">) {
  return { error: { type, code, message } };
}

/** An error by its status alone, for faults. */
export function refusal(status: number, retryAfterSeconds?: number): Response {
  const type = TYPES[status] ?? "api_error";
  const body = errorBody({ type, code: `sandbox_${status}`, message: "The sandbox was told to answer so" });
  const headers: Record<string, string> = retryAfterSeconds === undefined
    ? {}
    : { "retry-after": String(retryAfterSeconds) };
  return Response.json(body, { status, headers });
}
