// The part of Stripe's API that Checkout needs: sessions, what they charge and what goes back, idempotent as Stripe is.
import type { LoggedRequest } from "../request_log.ts";
import type { Account } from "./account.ts";
import { errorBody, invalid, missing, StripeError } from "./api_error.ts";
import { type Form, readForm, text, texts } from "./form.ts";
import type { Idempotency } from "./idempotency.ts";
import { showCharge, showIntent, type Shown, showRefund, showSession } from "./objects.ts";

export interface ApiWorld {
  readonly secretKey: string;
  readonly account: Account;
  readonly keys: Idempotency;
  readonly shown: Shown;
  /** Failures of Stripe's own that are kept under the key of the call: how many more, and whether the call is obeyed. */
  keptFailures: { times: number; effect: boolean };
}

export async function answerApi(
  world: ApiWorld,
  request: Request,
  url: URL,
  entry: LoggedRequest,
): Promise<Response> {
  const body = request.method === "POST" ? await request.text() : "";
  const key = request.headers.get("idempotency-key");
  entry.note = { ...(key !== null && { idempotencyKey: key }), ...(body && { form: body }) };
  if (request.headers.get("authorization") !== `Bearer ${world.secretKey}`) {
    const message = "Invalid API Key provided";
    return Response.json(errorBody({ type: "invalid_request_error", code: "api_key_invalid", message }), {
      status: 401,
    });
  }
  const form = readForm(request.method === "POST" ? new URLSearchParams(body) : url.searchParams);
  const call = `${url.pathname} ${body}`;
  try {
    const kept = key === null ? null : world.keys.find(key, call);
    if (kept) return Response.json(kept.body, { status: kept.status });
    const [status, answer] = obey(world, request.method, url.pathname, form);
    if (key !== null) world.keys.keep(key, call, status, answer);
    return Response.json(answer, { status });
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return Response.json(errorBody(error), { status: error.status });
  }
}

function obey(world: ApiWorld, method: string, path: string, form: Form): [number, unknown] {
  const failure = method === "POST" && world.keptFailures.times > 0 ? world.keptFailures : null;
  if (failure) failure.times--;
  if (failure && !failure.effect) return [500, SPENT];
  const answer = route(world, method, path, form);
  return failure ? [500, SPENT] : [200, answer];
}

const SPENT = errorBody({ type: "api_error", code: "internal", message: "Something went wrong on our side" });

function route({ account, shown }: ApiWorld, method: string, path: string, form: Form): unknown {
  const [, resource = "", id, deed = ""] = ADDRESS.exec(path) ?? [];
  const expanded = JSON.stringify(form["expand"] ?? "");
  const isExpanded = expanded.includes("payment_intent");
  const ofIntent = <T extends { intent: string | null }>(all: Iterable<T>): T[] => {
    const intent = text(form, "payment_intent");
    return [...all].filter((one) => !intent || one.intent === intent);
  };
  switch (`${method} ${resource}${id === undefined ? "" : "/id"}${deed}`) {
    case "POST checkout/sessions":
      return showSession(account.open(newSession(form)), shown);
    case "GET checkout/sessions/id":
      return showSession(account.session(id!), shown, isExpanded);
    case "GET checkout/sessions":
      return page(
        form,
        ofIntent(account.sessions.values()),
        (session) => showSession(session, shown, isExpanded),
      );
    case "POST checkout/sessions/id/expire": {
      const session = account.session(id!);
      account.expire(session.id);
      return showSession(session, shown, isExpanded);
    }
    case "GET payment_intents/id":
      return showIntent(known(account.intents, id!), shown, expanded.includes("latest_charge"));
    case "GET charges":
      return page(form, ofIntent(account.charges.values()), (charge) => showCharge(charge, shown));
    case "POST refunds": {
      const amount = text(form, "amount");
      const metadata = texts(form, "metadata");
      const refund = account.refund(text(form, "payment_intent") ?? "", {
        amount: amount === undefined ? undefined : Number(amount),
        metadata,
      });
      return showRefund(refund);
    }
    case "GET refunds/id":
      return showRefund(known(account.refunds, id!));
    case "GET refunds":
      return page(form, ofIntent(account.refunds.values()), showRefund);
    default:
      throw new StripeError(404, "url_invalid", `Unrecognized request URL (${method}: ${path})`);
  }
}

const ADDRESS = /^\/v1\/(checkout\/sessions|payment_intents|charges|refunds)(?:\/([^/]+)(\/expire)?)?$/;

function known<T>(all: ReadonlyMap<string, T>, id: string): T {
  const found = all.get(id);
  if (found === undefined) throw missing(id);
  return found;
}

function newSession(form: Form) {
  const item = ["line_items", "0"];
  const priceData = [...item, "price_data"];
  const amount = Number(text(form, ...priceData, "unit_amount"));
  const quantity = Number(text(form, ...item, "quantity") ?? "1");
  const successUrl = text(form, "success_url");
  if (text(form, "mode") !== "payment") throw invalid("The sandbox knows mode=payment only");
  if (!Number.isInteger(amount) || amount < 1) {
    throw invalid("Invalid integer: unit_amount", "parameter_invalid_integer");
  }
  if (successUrl === undefined) throw invalid("Missing required param: success_url.", "parameter_missing");
  const expiresAt = text(form, "expires_at");
  return {
    amount: amount * quantity,
    currency: text(form, ...priceData, "currency") ?? "usd",
    name: text(form, ...priceData, "product_data", "name") ?? "",
    reference: text(form, "client_reference_id") ?? null,
    metadata: texts(form, "metadata"),
    intentMetadata: texts(form, "payment_intent_data", "metadata"),
    successUrl,
    cancelUrl: text(form, "cancel_url") ?? null,
    expiresAt: expiresAt === undefined ? undefined : Number(expiresAt),
  };
}

/** Newest first, as Stripe lists. */
function page<T extends { id: string; created: number }>(
  form: Form,
  all: readonly T[],
  show: (one: T) => unknown,
): unknown {
  const since = Number(text(form, "created", "gte") ?? "0");
  const after = text(form, "starting_after");
  const newest = all.filter(({ created }) => created >= since).toReversed();
  const from = after === undefined ? 0 : newest.findIndex(({ id }) => id === after) + 1;
  const limit = Number(text(form, "limit") ?? "10");
  const data = newest.slice(from, from + limit);
  return { object: "list", data: data.map(show), has_more: from + limit < newest.length, url: "/v1" };
}
