// Stripe as a payment provider of ours: a Checkout session is the payment, through the `stripe` package.
import type Stripe from "stripe";
import type { PaymentProvider, ProviderRefund } from "../../../domain/payments/ports.ts";
import type { Clock } from "../../../domain/shared/ports.ts";
import type { Alerts } from "../../alerts.ts";
import type { ProviderSecret } from "../secret.ts";
import { createStripeCalls } from "./calls.ts";
import { createStripeClients } from "./client.ts";
import { keyed } from "./keyed.ts";
import { type OrderRules, sessionOf, type SessionParams } from "./order.ts";
import { intentOf, readRefund, readSession } from "./read.ts";

export interface StripeDeps extends OrderRules {
  /** Stripe's own origin, or a sandbox's. */
  readonly baseUrl: string;
  readonly secretKey: ProviderSecret;
  readonly clock: Clock;
  /** Aborts when the product stops. */
  readonly signal: AbortSignal;
  /** Told when Stripe refuses our key. */
  readonly alarm: Alerts["alarm"];
}

export interface StripeProvider extends PaymentProvider {
  /** The session a payment intent belongs to; null when it is none of ours. */
  sessionOf(paymentIntent: string): Promise<string | null>;
}

const SESSION = /^cs_[A-Za-z0-9_]{1,250}$/;
const REFUND = /^(re|pyr)_[A-Za-z0-9_]{1,250}$/;
const PAGE = 100;
/** The payment intent with its charge, which tell the time and what went back. */
const INTENT = "payment_intent.latest_charge";
/** How far back a session of ours is looked for when Stripe failed to say that it made it, seconds. */
const LOOK_BACK = 26 * 3600;

export function createStripe(deps: StripeDeps): StripeProvider {
  const { clock, secretKey } = deps;
  const calls = createStripeCalls({ ...deps, clients: createStripeClients(deps) });

  async function sessionOfIntent(payment_intent: string): Promise<string | null> {
    const page = await calls.find(
      "read sessions",
      (stripe) => stripe.checkout.sessions.list({ payment_intent, limit: 1 }),
    );
    return page?.data[0]?.id ?? null;
  }

  /** Since a moment, in Unix seconds. */
  function sessions(since: number) {
    const expand = [`data.${INTENT}`];
    return calls.each(
      "read sessions",
      (stripe) => stripe.checkout.sessions.list({ created: { gte: since }, limit: PAGE, expand }),
    );
  }

  /** The session a lost answer was about. */
  async function made(paymentId: string): Promise<Stripe.Checkout.Session | null> {
    for await (const session of sessions(Math.floor(clock() / 1000) - LOOK_BACK)) {
      if (session.client_reference_id === paymentId) return session;
    }
    return null;
  }

  async function located(refund: Stripe.Refund): Promise<ProviderRefund | null> {
    const intent = intentOf(refund);
    const session = intent === null ? null : await sessionOfIntent(intent);
    return session === null ? null : readRefund(refund, session);
  }

  return {
    name: "stripe",
    currency: "RUB",
    get account() {
      return { test: !/^(sk|rk)_live_/.test(secretKey.known) };
    },
    partialRefunds: true,
    prepare: (order) => sessionOf(deps, order, clock()),
    async create({ idempotenceKey, body }) {
      const params = JSON.parse(body) as SessionParams;
      const answer = await calls.ask("make sessions", (stripe) =>
        keyed<Stripe.Checkout.Session>(
          idempotenceKey,
          (idempotencyKey) => stripe.checkout.sessions.create(params, { idempotencyKey }),
          () => made(params.client_reference_id),
        ));
      return "ok" in answer ? readSession(answer.ok) : answer;
    },
    async load(id) {
      if (!SESSION.test(id)) return null;
      const session = await calls.find(
        "read sessions",
        (stripe) => stripe.checkout.sessions.retrieve(id, { expand: [INTENT] }),
      );
      return session && readSession(session);
    },
    async loadRefund(id) {
      if (!REFUND.test(id)) return null;
      const refund = await calls.find("read refunds", (stripe) => stripe.refunds.retrieve(id));
      return refund && await located(refund);
    },
    async *list(since) {
      for await (const session of sessions(Math.floor(Date.parse(since) / 1000))) yield readSession(session);
    },
    async *listRefunds(since) {
      const created = { gte: Math.floor(Date.parse(since) / 1000) };
      for await (
        const refund of calls.each("read refunds", (stripe) => stripe.refunds.list({ created, limit: PAGE }))
      ) {
        const ours = await located(refund);
        if (ours) yield ours;
      }
    },
    async refundsOf(id) {
      const session = await calls.find("read sessions", (stripe) => stripe.checkout.sessions.retrieve(id));
      const payment_intent = session && intentOf(session);
      if (!payment_intent) return [];
      const refunds = calls.each(
        "read refunds",
        (stripe) => stripe.refunds.list({ payment_intent, limit: PAGE }),
      );
      return await Array.fromAsync(refunds, (refund) => readRefund(refund, id));
    },
    async refund({ refundId, paymentId, providerPaymentId, amount, idempotenceKey }) {
      const session = await calls.find(
        "read sessions",
        (stripe) => stripe.checkout.sessions.retrieve(providerPaymentId),
      );
      const payment_intent = session && intentOf(session);
      if (!payment_intent) return { rejected: { code: "payment_not_found" } };
      const metadata = { refund_id: refundId, payment_id: paymentId };
      const answer = await calls.ask("make refunds", (stripe) =>
        keyed<Stripe.Refund>(
          idempotenceKey,
          (idempotencyKey) =>
            stripe.refunds.create({ payment_intent, amount: amount.minor, metadata }, { idempotencyKey }),
          async () => {
            const { data } = await stripe.refunds.list({ payment_intent, limit: PAGE });
            return data.find((refund) => refund.metadata?.["refund_id"] === refundId) ?? null;
          },
        ));
      return "ok" in answer ? readRefund(answer.ok, providerPaymentId) : answer;
    },
    sessionOf: sessionOfIntent,
  };
}
