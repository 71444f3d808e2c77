// A refusal as YooKassa words it.

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly description: string,
    readonly parameter?: string,
  ) {
    super(description);
  }
}

export function invalid(description: string, parameter: string): ApiError {
  return new ApiError(400, "invalid_request", description, parameter);
}

const CODES: Readonly<Record<number, string>> = {
  400: "invalid_request",
  401: "invalid_credentials",
  403: "forbidden",
  404: "not_found",
  429: "too_many_requests",
};

/** `retryAfterSeconds` becomes the header and, in milliseconds, the field. */
export function errorAnswer(status: number, error: Partial<ApiError>, retryAfterSeconds?: number): Response {
  const { code = CODES[status] ?? "internal_server_error", description, parameter } = error;
  const body = {
    type: "error",
    id: crypto.randomUUID(),
    code,
    ...(description !== undefined && { description }),
    ...(parameter !== undefined && { parameter }),
    ...(retryAfterSeconds !== undefined && { retry_after: retryAfterSeconds * 1000 }),
  };
  const headers = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  return Response.json(body, { status, headers });
}
