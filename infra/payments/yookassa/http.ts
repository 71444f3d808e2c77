// One exchange with YooKassa: Basic auth, the idempotence key, and a plain word about what the answer means
// (API v3, "HTTP codes" and "Rules of interaction").
import { Buffer } from "node:buffer";
import type { Clock } from "../../../domain/shared/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import type { Alerts } from "../../alerts.ts";
import type { ProviderSecret } from "../secret.ts";
import { createSeldom } from "../seldom.ts";
import { createGate } from "./gate.ts";
import { errorShape, processingShape } from "./shapes.ts";

export interface YooKassaRequest {
  readonly method: "GET" | "POST";
  /** Under the base address, with the leading slash. */
  readonly path: string;
  readonly query?: URLSearchParams;
  /** Of a POST: the key, and the body to the byte. */
  readonly idempotenceKey?: string;
  readonly body?: string;
}

export type YooKassaAnswer =
  | { readonly ok: unknown }
  | { readonly rejected: { readonly code: string; readonly error?: string; readonly parameter?: string } };

/** Throws ProviderFailure for everything that is neither done nor refused. */
export type Exchange = (request: YooKassaRequest) => Promise<YooKassaAnswer>;

export interface ExchangeDeps {
  readonly baseUrl: string;
  readonly shopId: string;
  readonly secretKey: ProviderSecret;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  readonly alarm: Alerts["alarm"];
  /** Aborts when the product stops; what is cut short is asked again with its key. */
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** YooKassa answers within 30 seconds, if only with 500. */
const TIMEOUT = 35_000;

export function createExchange(deps: ExchangeDeps): Exchange {
  const { baseUrl, shopId, secretKey, fetch, signal, alarm, timeoutMs = TIMEOUT } = deps;
  const gate = createGate(deps);
  const isToTell = createSeldom(deps);
  const root = baseUrl.replace(/\/+$/, "");

  async function send(request: YooKassaRequest, secret: string): Promise<Received> {
    const { method, path, query, idempotenceKey, body } = request;
    const attempt = new AbortController();
    const giveUp = () => attempt.abort();
    const timer = setTimeout(giveUp, timeoutMs);
    signal.addEventListener("abort", giveUp);
    if (signal.aborted) giveUp();
    try {
      const response = await fetch(query ? `${root}${path}?${query}` : root + path, {
        method,
        headers: {
          accept: "application/json",
          authorization: `Basic ${Buffer.from(`${shopId}:${secret}`).toString("base64")}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(idempotenceKey !== undefined && { "idempotence-key": idempotenceKey }),
        },
        ...(body !== undefined && { body }),
        // Following a redirect would carry our credentials to wherever it points.
        redirect: "manual",
        signal: attempt.signal,
      });
      return { status: response.status, headers: response.headers, json: parse(await response.text()) };
    } catch (error) {
      if (signal.aborted) throw unknown(request, "was given up: stopping");
      if (attempt.signal.aborted) throw unknown(request, `had no answer within ${timeoutMs} ms`);
      throw unknown(request, `did not come through: ${reason(error)}`);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
    }
  }

  function understand(request: YooKassaRequest, secret: string, received: Received): YooKassaAnswer {
    const { status, json, headers } = received;
    const about = `${request.method} ${request.path} answered ${status}`;
    if (status === 429) {
      throw gate.close("busy", `YooKassa: ${about}`, secret, retryAfter(headers));
    }
    const error = errorShape.safeParse(json);
    if (status === 401) {
      alarm("YooKassa refuses our account", { status, code: error.data?.code, errorId: error.data?.id });
      throw gate.close("account", `YooKassa: ${about}`, secret);
    }
    gate.opened();
    if (status === 403) {
      // One right that is missing says nothing about the others: what else we ask for goes on.
      const right = `${request.method} /${request.path.split("/")[1]}`;
      const { code, id: errorId } = error.data ?? {};
      if (isToTell(right)) alarm("YooKassa forbids a call", { call: about, code, errorId });
      throw new ProviderFailure(`YooKassa: ${about}`, "forbidden");
    }
    if (status === 202) {
      const { retry_after: ms = 0 } = processingShape.safeParse(json).data ?? {};
      throw new ProviderFailure(`YooKassa: ${about}, not finished`, "unknown", deps.clock() + ms);
    }
    if (status === 200 && json !== undefined) return { ok: json };
    if (status < 400 || status >= 500 || !error.success) throw unknown(request, `answered ${status}`);
    const { code, description, parameter } = error.data;
    if (parameter === "Idempotence-Key" || status === 405 || status === 415) {
      alarm("YooKassa refuses the form of a call", { status, code, parameter, errorId: error.data.id });
    }
    return {
      rejected: {
        code,
        ...(description != null && { error: description }),
        ...(parameter != null && { parameter }),
      },
    };
  }

  return async (request) => {
    const secret = await secretKey.read();
    gate.pass(secret);
    return understand(request, secret, await send(request, secret));
  };
}

interface Received {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when the body is no whole JSON. */
  readonly json: unknown;
}

function unknown({ method, path }: YooKassaRequest, what: string): ProviderFailure {
  return new ProviderFailure(`YooKassa: ${method} ${path} ${what}`, "unknown");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Milliseconds from `Retry-After` in seconds; their limits and the header are not documented. */
function retryAfter(headers: Headers): number {
  const value = headers.get("retry-after") ?? "";
  return /^\d{1,6}$/.test(value) ? Number(value) * 1000 : 0;
}

/** The cause only: the message around it may repeat the whole address. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const cause = error.cause instanceof Error ? error.cause.message : error.name;
  return cause.slice(0, 200);
}
