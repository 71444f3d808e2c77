// YooKassa as a payment provider of ours (API v3). No SDK: none checks what it reads, or keeps keys over a restart.
import type { PaymentProvider, Rejection, Unreadable } from "../../../domain/payments/ports.ts";
import { ProviderFailure } from "../../../domain/payments/provider_failure.ts";
import type { Alerts } from "../../alerts.ts";
import type { ProviderSecret } from "../secret.ts";
import type { YooKassaAnswer } from "./answer.ts";
import { type BodyRules, paymentOf, refundOf } from "./bodies.ts";
import type { Exchange } from "./http.ts";
import { readPayment, readRefund, traceOf } from "./read.ts";
import { createReading, type Read } from "./reading.ts";
import { OBJECT_ID, pageShape } from "./shapes.ts";

export interface YooKassaDeps extends BodyRules {
  readonly exchange: Exchange;
  readonly shopId: string;
  readonly secretKey: ProviderSecret;
  /** Told once of each object that cannot be read. */
  readonly alarm: Alerts["alarm"];
}

const PAGE = 100;
/** A sweep of three days at a thousand payments a day; more than that is a cursor that goes in circles. */
const MOST_PAGES = 500;

export function createYooKassa(
  { exchange, shopId, secretKey, alarm, ...rules }: YooKassaDeps,
): PaymentProvider {
  const reading = createReading(alarm);
  const asPayment = reading(readPayment);
  const asRefund = reading(readRefund);

  /** Null for an id that is none: it never gets into an address. */
  async function find<T>(
    kind: "payments" | "refunds",
    id: string,
    read: Read<T>,
  ): Promise<T | null> {
    if (!OBJECT_ID.test(id)) return null;
    const answer = await exchange({ method: "GET", path: `/${kind}/${id}` });
    return "ok" in answer ? read(answer.ok) : mustBeMissing(answer);
  }

  async function* list<T>(
    kind: "payments" | "refunds",
    which: Readonly<Record<string, string>>,
    read: Read<T>,
    skipped?: (one: Unreadable) => void,
  ) {
    let cursor: string | null | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = new URLSearchParams({ ...which, limit: String(PAGE) });
      if (cursor) query.set("cursor", cursor);
      const answer = await exchange({ method: "GET", path: `/${kind}`, query });
      if ("rejected" in answer) throw cannot(`list ${kind}`, answer.rejected.code);
      const whole = pageShape.safeParse(answer.ok);
      if (!whole.success) throw cannot(`list ${kind}`, "the page cannot be read");
      const { items, next_cursor } = whole.data;
      for (const item of items) {
        const one = readOrSkip(item, read, skipped);
        if (one !== null) yield one;
      }
      if (!next_cursor) return;
      cursor = next_cursor;
    }
    throw cannot(`list ${kind}`, `more than ${MOST_PAGES} pages`);
  }

  return {
    name: "yookassa",
    currency: "RUB",
    get account() {
      return { shop: shopId, test: secretKey.known.startsWith("test_") };
    },
    partialRefunds: true,
    needsReceiptContact: rules.receipts !== undefined,
    prepare: (order) => paymentOf(rules, order),
    async create(submission) {
      const answer = await exchange({ method: "POST", path: "/payments", ...submission });
      return "ok" in answer ? asPayment(answer.ok) : rejection(answer);
    },
    load: (id) => find("payments", id, asPayment),
    loadRefund: (id) => find("refunds", id, asRefund),
    list: (since, skipped) => list("payments", { "created_at.gte": since }, asPayment, skipped),
    listRefunds: (since, skipped) => list("refunds", { "created_at.gte": since }, asRefund, skipped),
    refundsOf: (id, skipped) => Array.fromAsync(list("refunds", { payment_id: id }, asRefund, skipped)),
    async refund(order) {
      const answer = await exchange({ method: "POST", path: "/refunds", ...refundOf(rules, order) });
      return "ok" in answer ? asRefund(answer.ok) : rejection(answer);
    },
  };
}

function readOrSkip<T>(
  json: unknown,
  read: Read<T>,
  skipped?: (one: Unreadable) => void,
): T | null {
  try {
    return read(json);
  } catch (error) {
    if (!skipped || !(error instanceof ProviderFailure)) throw error;
    skipped(traceOf(json));
    return null;
  }
}

function mustBeMissing(answer: Exclude<YooKassaAnswer, { ok: unknown }>): null {
  if (answer.rejected.code === "not_found") return null;
  throw cannot("look at an object", answer.rejected.code);
}

function cannot(what: string, why: string): ProviderFailure {
  return new ProviderFailure(`YooKassa: cannot ${what}: ${why}`, "unknown");
}

function rejection({ rejected: { code, error } }: Exclude<YooKassaAnswer, { ok: unknown }>): Rejection {
  return { rejected: { code, ...(error !== undefined && { error }) } };
}
