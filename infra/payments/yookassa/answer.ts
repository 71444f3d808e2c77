// What an answer of YooKassa means (API v3, "HTTP codes" and "Rules of interaction"): done, refused, or nobody can tell.
import type { Clock } from "../../../domain/shared/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import type { Alerts } from "../../alerts.ts";
import { createSeldom } from "../seldom.ts";
import type { Gate } from "./gate.ts";
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

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when the body is no whole JSON. */
  readonly json: unknown;
}

export type YooKassaAnswer =
  | { readonly ok: unknown }
  | { readonly rejected: { readonly code: string; readonly error?: string; readonly parameter?: string } };

/** Throws ProviderFailure for everything that is neither done nor refused; `secret` is what the call was signed with. */
type Meaning = (request: YooKassaRequest, secret: string, received: Received) => YooKassaAnswer;

/** Closes the gate for the calls to come where the answer says so, and tells a person what only a person can mend. */
export function createMeaning(
  { gate, clock, alarm }: { gate: Gate; clock: Clock; alarm: Alerts["alarm"] },
): Meaning {
  const isToTell = createSeldom({ clock });

  return (request, secret, { status, json, headers }) => {
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
      throw new ProviderFailure(`YooKassa: ${about}, not finished`, "unknown", clock() + ms);
    }
    if (status === 200 && json !== undefined) return { ok: json };
    if (status < 400 || status >= 500 || !error.success) throw unanswered(request, `answered ${status}`);
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
  };
}

/** It may or may not have been done. */
export function unanswered({ method, path }: YooKassaRequest, what: string): ProviderFailure {
  return new ProviderFailure(`YooKassa: ${method} ${path} ${what}`, "unknown");
}

/** Milliseconds from `Retry-After` in seconds; their limits and the header are not documented. */
function retryAfter(headers: Headers): number {
  const value = headers.get("retry-after") ?? "";
  return /^\d{1,6}$/.test(value) ? Number(value) * 1000 : 0;
}
