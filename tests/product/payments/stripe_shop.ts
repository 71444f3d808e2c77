// The product with a Stripe of its own, and what tests ask of both.
import assert from "node:assert/strict";
import Stripe from "stripe";
import { startStripe } from "../../../sandbox/stripe/server.ts";
import { DRIVER, eventually, type Product, startProduct } from "../../support/product.ts";

export const KEY = "sk_test_never_to_be_seen";
export const SECRET = "whsec_first_never_to_be_seen";
export const NEXT_SECRET = "whsec_second_never_to_be_seen";
export const STAFF = { actor: { kind: "staff", id: "1" }, correlationId: "test" } as const;

/** The product with a Stripe of its own, which knows where its webhook is. */
export async function startShop(
  environment: Record<string, string> = {},
  options: { clock?: () => number } = {},
) {
  const stripe = startStripe({ secretKey: KEY, retryMs: 20 });
  const product = await startProduct({
    PAYMENT_PROVIDERS: "stripe",
    STRIPE_BASE_URL: stripe.url,
    STRIPE_SECRET_KEY: KEY,
    STRIPE_WEBHOOK_SECRET: SECRET,
    ...environment,
  }, options);
  stripe.events.hook = { url: `${product.baseUrl}/webhooks/stripe`, secret: SECRET };
  return {
    product,
    stripe,
    command: (body: object) => product.control(stripe, body),
    async [Symbol.asyncDispose]() {
      await stripe.stop();
      await product[Symbol.asyncDispose]();
    },
  };
}

export async function order(product: Product, tariffId = "month") {
  const client = await product.signIn();
  const { status, json } = await client.post("/api/payments", { tariffId, provider: "stripe" });
  assert.equal(status, 201);
  const { confirmationUrl } = await becomes(product, json.paymentId, "pending");
  const session = /\/c\/pay\/(cs_\w+)$/.exec(confirmationUrl ?? "")?.[1] ?? "";
  return { client, paymentId: json.paymentId as string, session };
}

export const paymentOf = async (product: Product, id: string) => (await product.app.payments.find(id))!;
export const becomes = (product: Product, id: string, wanted: string) =>
  eventually(() => paymentOf(product, id), ({ status }) => status === wanted);
export const eventsOf = async (product: Product, id: string) =>
  (await product.world.log.readStream(`payment-${id}`)).map(({ type }) => type);
export const periods = async (product: Product) =>
  (await product.world.log.readStream(`subscription-${DRIVER}`)).filter(({ type }) =>
    type === "PeriodGranted"
  );
export const verdicts = async (product: Product) =>
  (await product.app.payments.audit({ limit: 500 })).map(({ verdict, claim }) => [claim.eventType, verdict]);

/** Delivers a body as it is; the status of the answer. */
export async function post(product: Product, body: string, signature: string | null): Promise<number> {
  const headers: Record<string, string> = signature === null ? {} : { "stripe-signature": signature };
  const response = await fetch(`${product.baseUrl}/webhooks/stripe`, { method: "POST", headers, body });
  await response.body?.cancel();
  return response.status;
}

export const sign = (payload: string, secret = SECRET, timestamp = Math.floor(Date.now() / 1000)) =>
  Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp });

/** An event of a session that claims to be paid. */
export function claim(session: string, paymentId: string, more: object = {}): string {
  const object = {
    id: session,
    object: "checkout.session",
    amount_total: 49_900,
    currency: "rub",
    created: 1,
    livemode: false,
    metadata: { payment_id: paymentId },
    payment_status: "paid",
    status: "complete",
    payment_intent: null,
  };
  const event = {
    id: "evt_made_up",
    object: "event",
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    type: "checkout.session.completed",
    data: { object },
    ...more,
  };
  return JSON.stringify(event, null, 2);
}
