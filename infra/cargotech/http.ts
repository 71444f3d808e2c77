// One HTTP exchange with CargoTech: a request out, a status and JSON back, within a time.
import { CargoTechFailure } from "./failure.ts";

export interface CargoTechRequest {
  readonly method: "GET" | "POST";
  /** With the leading slash; the same for every call of one kind, so it can label a metric. */
  readonly path: string;
  /** What `path` stands for when it holds an id, e.g. `/v1/carrier/cargos/{id}`. */
  readonly label?: string;
  readonly query?: URLSearchParams;
  readonly body?: unknown;
  readonly token?: string;
}

export interface CargoTechAnswer {
  readonly status: number;
  /** Parsed JSON of a 2xx or 4xx answer; undefined when there is none worth reading. */
  readonly body: unknown;
  readonly headers: Headers;
}

export type Exchange = (
  request: CargoTechRequest,
  limits: { timeoutMs: number; signal: AbortSignal },
) => Promise<CargoTechAnswer>;

/** Throws CargoTechFailure for anything that is no answer: no connection, 5xx, 429, a page instead of JSON. */
export function createExchange(
  { baseUrl, fetch }: { baseUrl: string; fetch: typeof globalThis.fetch },
): Exchange {
  const root = baseUrl.replace(/\/+$/, "");

  return async (request, { timeoutMs, signal }) => {
    const attempt = new AbortController();
    const giveUp = () => attempt.abort();
    const timer = setTimeout(giveUp, timeoutMs);
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp);
    const name = `${request.method} ${request.label ?? request.path}`;
    try {
      const response = await fetch(address(root, request), {
        method: request.method,
        headers: headersOf(request),
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
        // Following a redirect would carry the token to wherever it points.
        redirect: "manual",
        signal: attempt.signal,
      });
      return await read(response, name);
    } catch (error) {
      if (error instanceof CargoTechFailure) throw error;
      if (signal.aborted) throw new CargoTechFailure(`${name} was given up: stopping`, "stopped");
      if (attempt.signal.aborted) {
        throw new CargoTechFailure(`${name} did not answer within ${timeoutMs} ms`, "timeout");
      }
      throw new CargoTechFailure(`${name} could not reach CargoTech: ${reason(error)}`, "network");
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
    }
  };
}

function address(root: string, { path, query }: CargoTechRequest): string {
  return query ? `${root}${path}?${query}` : root + path;
}

function headersOf({ token, body }: CargoTechRequest): Record<string, string> {
  return {
    accept: "application/json",
    ...(body !== undefined && { "content-type": "application/json" }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
}

async function read(response: Response, name: string): Promise<CargoTechAnswer> {
  const { status, headers } = response;
  const said = status < 300 || (status >= 400 && status < 500 && status !== 429);
  if (!said) {
    await response.body?.cancel();
    const retryAfterMs = retryAfter(headers);
    throw new CargoTechFailure(`${name} answered ${status}`, "status", {
      status,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
  const text = await response.text();
  const json = parse(text);
  if (json !== undefined || status >= 400) return { status, body: json, headers };
  // Half an object was meant to be JSON and may be whole next time; a page of HTML will not change its mind.
  throw /json/i.test(headers.get("content-type") ?? "")
    ? new CargoTechFailure(`${name} answered torn JSON of ${text.length} characters`, "torn", { status })
    : new CargoTechFailure(`${name} answered something that is not JSON`, "not_json", { status });
}

/** Undefined when the text is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Milliseconds from `Retry-After` (seconds, or a date: RFC 9110 §10.2.3) or `X-RateLimit-Reset-After`, the longer. */
export function retryAfter(headers: Headers): number | undefined {
  const pauses = ["retry-after", "x-ratelimit-reset-after"]
    .map((name) => pauseOf(headers.get(name) ?? "", headers.get("date") ?? ""))
    .filter((pause) => pause >= 0);
  return pauses.length ? Math.max(...pauses) : undefined;
}

/** A date counts from the date of the answer itself, so that their clock need not agree with ours. */
function pauseOf(value: string, answeredAt: string): number {
  return /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.parse(answeredAt);
}

/** The cause only: the message around it may repeat the whole address. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const cause = error.cause instanceof Error ? error.cause.message : error.name;
  return cause.slice(0, 200);
}
