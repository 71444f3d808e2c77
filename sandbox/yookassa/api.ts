// The part of YooKassa's API v3 a shop uses: payments and refunds, made, looked at, listed, captured, canceled.
import { z } from "zod";
import { ApiError, errorAnswer, invalid } from "./api_error.ts";
import type { Keys } from "./idempotence.ts";
import { type Payment, presentPayment, presentRefund, type Refund, withNulls } from "./objects.ts";
import type { NewPayment, Shop } from "./shop.ts";

export interface Api {
  readonly shop: Shop;
  readonly keys: Keys;
  readonly account: { shopId: string; secretKey: string };
  /** Where the payment page is, as the payer's browser sees it. */
  readonly origin: () => string;
}

const money = z.looseObject({ value: z.string(), currency: z.string().regex(/^[A-Z]{3}$/) });
const receipt = z.looseObject({
  customer: z.looseObject({ email: z.string().optional(), phone: z.string().regex(/^\d{11,15}$/).optional() })
    .refine(({ email, phone }) => email !== undefined || phone !== undefined),
  items: z.array(z.looseObject({
    description: z.string().min(1).refine((text) => [...text].length <= 128),
    quantity: z.coerce.number().positive(),
    amount: money,
    vat_code: z.int().min(1).max(12),
    payment_subject: z.string().optional(),
    payment_mode: z.string().optional(),
  })).min(1).max(100),
});
const paymentBody = z.looseObject({
  amount: money,
  capture: z.boolean().default(false),
  confirmation: z.looseObject({ type: z.string(), return_url: z.string().max(2048).optional() }).optional(),
  description: z.string().refine((text) => [...text].length <= 128).optional(),
  metadata: z.record(z.string().max(32), z.string().max(512)).refine((all) => Object.keys(all).length <= 16)
    .default({}),
  receipt: receipt.optional(),
});
const refundBody = z.looseObject({
  payment_id: z.string(),
  amount: money,
  description: z.string().optional(),
  receipt: receipt.optional(),
});
const captureBody = z.looseObject({ amount: money.optional() });

export async function answer(api: Api, request: Request, url: URL): Promise<Response> {
  try {
    if (!isAuthorized(api, request)) {
      throw new ApiError(401, "invalid_credentials", "Invalid credentials", "Authorization");
    }
    const path = url.pathname.replace(/^\/v3/, "");
    const methods = methodsAt(path);
    if (methods.length === 0) throw new ApiError(404, "not_found", "Not found");
    if (!methods.includes(request.method)) {
      throw new ApiError(405, "invalid_request", `Method ${request.method} is not allowed here`);
    }
    if (request.method === "GET") return Response.json(get(api, path, url.searchParams));
    const body = await request.text();
    if (body !== "" && !isJson(request)) {
      throw new ApiError(415, "invalid_request", "Content type is application/json", "Content-Type");
    }
    return Response.json(post(api, path, body, request.headers.get("idempotence-key")));
  } catch (error) {
    if (error instanceof ApiError) return errorAnswer(error.status, error);
    throw error;
  }
}

/** None where nothing is. */
function methodsAt(path: string): readonly string[] {
  if (/^\/(payments|refunds)$/.test(path)) return ["GET", "POST"];
  if (/^\/(me|(payments|refunds)\/[^/]+)$/.test(path)) return ["GET"];
  return /^\/payments\/[^/]+\/(capture|cancel)$/.test(path) ? ["POST"] : [];
}

function isJson({ headers }: Request): boolean {
  return /^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "");
}

function get(api: Api, path: string, query: URLSearchParams): object {
  const { shop, account } = api;
  const [, kind, id] = /^\/(payments|refunds|me)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (kind === "me") {
    return { account_id: account.shopId, status: "enabled", test: isTest(api), fiscalization_enabled: false };
  }
  if (kind === "payments") {
    return id === undefined
      ? listed([...shop.payments.values()], query, (payment) => paymentAnswer(api, payment))
      : paymentAnswer(api, shop.payment(id));
  }
  if (kind === "refunds") {
    const paymentId = query.get("payment_id");
    const all = [...shop.refunds.values()].filter((refund) =>
      paymentId === null || refund.paymentId === paymentId
    );
    return id === undefined
      ? listed(all, query, (refund) => refundAnswer(api, refund))
      : refundAnswer(api, shop.refundOf(id));
  }
  throw new ApiError(404, "not_found", "Not found");
}

function post(api: Api, path: string, body: string, key: string | null): object {
  const { shop, keys } = api;
  return keys.once(key, path, body, () => {
    const [, id, action] = /^\/payments(?:\/([^/]+)\/(capture|cancel))?$/.exec(path) ?? [];
    if (path === "/payments") {
      const payment = shop.create(newPayment(read(paymentBody, body)));
      return () => paymentAnswer(api, payment);
    }
    if (path === "/refunds") {
      const { payment_id, amount, description } = read(refundBody, body);
      const payment = shop.payment(payment_id);
      if (amount.currency !== payment.currency) {
        throw invalid("Currency is not the payment's", "amount.currency");
      }
      const what = { minor: minorOf(amount), ...(description !== undefined && { description }) };
      const refund = shop.refund(payment, what);
      return () => refundAnswer(api, refund);
    }
    if (id === undefined) throw new ApiError(404, "not_found", "Not found");
    const payment = shop.payment(id);
    if (action === "capture") {
      const { amount } = read(captureBody, body || "{}");
      shop.capture(payment, amount && minorOf(amount));
    } else if (payment.status === "waiting_for_capture") {
      shop.cancel(payment, { party: "merchant", reason: "canceled_by_merchant" });
    } else throw invalid("Payment is not held", "payment_id");
    return () => paymentAnswer(api, payment);
  });
}

function newPayment(body: z.infer<typeof paymentBody>): NewPayment {
  const minor = minorOf(body.amount);
  if (body.receipt) {
    const sum = body.receipt.items.reduce(
      (sum, item) => sum + Math.round(item.quantity * minorOf(item.amount)),
      0,
    );
    if (sum !== minor) throw invalid("Receipt does not sum up to the amount", "receipt.items");
  }
  return {
    minor,
    currency: body.amount.currency,
    capture: body.capture,
    metadata: body.metadata,
    hasReceipt: body.receipt !== undefined,
    ...(body.description !== undefined && { description: body.description }),
    ...(body.confirmation?.return_url !== undefined && { returnUrl: body.confirmation.return_url }),
  };
}

/** Newest first; filters are dotted names: `created_at.gte`. */
function listed<T extends Payment | Refund>(all: T[], query: URLSearchParams, present: (one: T) => object) {
  const limit = Number(query.get("limit") ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw invalid("Limit is from 1 to 100", "limit");
  const time = (name: string) => {
    const text = query.get(name);
    if (text === null) return null;
    const at = Date.parse(text);
    if (Number.isNaN(at)) throw invalid("Not a time", name);
    return at;
  };
  const bounds = {
    gte: time("created_at.gte"),
    gt: time("created_at.gt"),
    lte: time("created_at.lte"),
    lt: time("created_at.lt"),
  };
  const found = all.toReversed().filter(({ status, createdAt }) =>
    (query.get("status") ?? status) === status && createdAt >= (bounds.gte ?? 0) &&
    createdAt > (bounds.gt ?? -1) && createdAt <= (bounds.lte ?? Infinity) &&
    createdAt < (bounds.lt ?? Infinity)
  );
  const cursor = query.get("cursor");
  const start = cursor === null ? 0 : found.findIndex(({ id }) => id === cursor);
  if (start < 0) throw invalid("Unknown cursor", "cursor");
  const next = found[start + limit];
  return {
    type: "list",
    items: found.slice(start, start + limit).map(present),
    ...(next && { next_cursor: next.id }),
  };
}

export function paymentAnswer(api: Api, payment: Payment): object {
  const refundedMinor = api.shop.refundedMinor(payment);
  const answer = presentPayment(payment, {
    shopId: api.account.shopId,
    test: isTest(api),
    origin: api.origin(),
    refundedMinor,
  });
  return api.shop.nulls ? withNulls("payment", answer) : answer;
}

export function refundAnswer(api: Api, refund: Refund): object {
  const answer = presentRefund(refund);
  return api.shop.nulls ? withNulls("refund", answer) : answer;
}

/** What the log keeps: whether the credentials were good, and the key. */
export function noteOf(api: Api, request: Request): Record<string, unknown> {
  const key = request.headers.get("idempotence-key");
  return { authorized: isAuthorized(api, request), ...(key !== null && { key }) };
}

function isAuthorized({ account: { shopId, secretKey } }: Api, request: Request): boolean {
  return request.headers.get("authorization") === `Basic ${btoa(`${shopId}:${secretKey}`)}`;
}

const isTest = ({ account }: Api) => account.secretKey.startsWith("test_");

function read<T extends z.ZodType>(schema: T, body: string): z.output<T> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw invalid("Body is not JSON", "body");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw invalid(
    "Value is missing or not as documented",
    parsed.error.issues[0]?.path.map(String).join(".") ?? "",
  );
}

function minorOf({ value }: { value: string }): number {
  const [, whole, fraction = ""] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(value) ?? [];
  const minor = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  if (whole === undefined || minor < 100) throw invalid("Amount is at least 1.00", "amount.value");
  return minor;
}
