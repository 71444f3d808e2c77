// A refusal of the Bot API: {ok: false, error_code, description, parameters}.

export class ApiError extends Error {
  readonly code: number;
  /** "ResponseParameters" of the Bot API. */
  readonly parameters: Readonly<Record<string, unknown>> | undefined;
  constructor(code: number, description: string, parameters?: Readonly<Record<string, unknown>>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export function badRequest(reason: string): ApiError {
  return new ApiError(400, `Bad Request: ${reason}`);
}

const DESCRIPTIONS: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden: bot was blocked by the user",
  404: "Not Found",
  409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  429: "Too Many Requests: retry after",
  502: "Bad Gateway",
};

/** The answer with this status; 429 always says how many seconds to wait. */
export function refusal(status: number, retryAfterSeconds?: number, description?: string): Response {
  const retryAfter = status === 429 ? retryAfterSeconds ?? 1 : retryAfterSeconds;
  const known = status === 429 ? `${DESCRIPTIONS[429]} ${retryAfter}` : DESCRIPTIONS[status];
  return Response.json({
    ok: false,
    error_code: status,
    description: description ?? known ?? "Internal Server Error",
    ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }),
  }, { status, headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) } });
}
