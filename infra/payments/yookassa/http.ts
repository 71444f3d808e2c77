// One exchange with YooKassa: Basic auth and the idempotence key on the way there, on the way back its plain meaning.
import { Buffer } from "node:buffer";
import type { Clock } from "../../../domain/shared/ports.ts";
import type { Alerts } from "../../alerts.ts";
import type { ProviderSecret } from "../secret.ts";
import {
  createMeaning,
  type Received,
  unanswered,
  type YooKassaAnswer,
  type YooKassaRequest,
} from "./answer.ts";
import { createGate } from "./gate.ts";
import { jsonOf } from "./json.ts";

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
  const { baseUrl, shopId, secretKey, fetch, signal, timeoutMs = TIMEOUT } = deps;
  const gate = createGate(deps);
  const meaningOf = createMeaning({ ...deps, gate });
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
      return { status: response.status, headers: response.headers, json: jsonOf(await response.text()) };
    } catch (error) {
      if (signal.aborted) throw unanswered(request, "was given up: stopping");
      if (attempt.signal.aborted) throw unanswered(request, `had no answer within ${timeoutMs} ms`);
      throw unanswered(request, `did not come through: ${reason(error)}`);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
    }
  }

  return async (request) => {
    const secret = await secretKey.read();
    gate.pass(secret);
    return meaningOf(request, secret, await send(request, secret));
  };
}

/** The cause only: the message around it may repeat the whole address. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  const cause = error.cause instanceof Error ? error.cause.message : error.name;
  return cause.slice(0, 200);
}
