// The queue's handler of what Stripe stated: one command each, and the record of what came of it.
import type { Observed } from "../../../domain/payments/mod.ts";
import { together } from "../../../domain/payments/observation/observed.ts";
import { ProviderNotificationReceived } from "../../../domain/payments/observation/delivery_events.ts";
import type { ProviderPayment } from "../../../domain/payments/ports.ts";
import type { Origin } from "../../../domain/shared/origin.ts";
import type { Handler } from "../../queue/handler.ts";
import { judged } from "../judged.ts";
import { askAgain, failureOf } from "../later.ts";
import { originOf } from "../origin.ts";
import { REPEATABLE } from "../repeatable.ts";
import type { StepDeps } from "../step_deps.ts";
import { OBEY_STRIPE } from "./door.ts";
import type { StripeProvider } from "./provider.ts";
import { readRefund } from "./read.ts";
import { Statement } from "./statement.ts";

/** As one of ours that we do not know: nothing happened. */
const UNKNOWN: Observed = { verdict: "unknown_object", eventIds: [] };
const NOTHING_NEW: Observed = { verdict: "ignored", eventIds: [] };

export function createStripeHandler(
  deps: StepDeps & { readonly provider: Pick<StripeProvider, "sessionOf" | "refundsOf"> },
): Handler {
  const { payments, listen, provider, clock } = deps;

  async function obey(statement: Statement, origin: Origin): Promise<Observed> {
    switch (statement.about) {
      case "payment":
        return await listen.payment(statement.payment as ProviderPayment, "webhook", origin);
      case "refund": {
        const session = await provider.sessionOf(statement.paymentIntent);
        if (session === null) return UNKNOWN;
        const refund = readRefund(statement.refund, session);
        return await listen.refund(refund, "webhook", origin);
      }
      case "refunds": {
        const session = await provider.sessionOf(statement.paymentIntent);
        if (session === null) return UNKNOWN;
        const heard: Observed[] = [];
        for (const refund of await provider.refundsOf(session)) {
          heard.push(await listen.refund(refund, "webhook", origin));
        }
        const [first, ...others] = heard;
        return first ? together([first, ...others]) : NOTHING_NEW;
      }
      case "dispute":
        return await dispute(statement, origin);
      case "ignored":
        return NOTHING_NEW;
    }
  }

  async function dispute(
    { paymentIntent, disputeId, phase, openedAt, at, reason }: Extract<Statement, { about: "dispute" }>,
    origin: Origin,
  ): Promise<Observed> {
    const providerPaymentId = await provider.sessionOf(paymentIntent);
    const payment = providerPaymentId === null ? null : await payments.findByProvider(providerPaymentId);
    if (!payment || providerPaymentId === null) return UNKNOWN;
    const { paymentId } = payment;
    const about = { disputeId, providerPaymentId };
    const why = reason === undefined ? {} : { reason };
    const noted = phase === "open"
      ? await payments.openDispute(paymentId, { ...about, openedAt, ...why }, origin)
      : await payments.settleDispute(paymentId, { ...about, outcome: phase, closedAt: at }, origin);
    if ("refused" in noted) return UNKNOWN;
    const { eventIds } = noted;
    return { verdict: eventIds.length > 0 ? "accepted" : "duplicate", paymentId, eventIds };
  }

  return {
    kind: OBEY_STRIPE,
    ...REPEATABLE,
    async run(message, { signal }) {
      const received = ProviderNotificationReceived.shape.data.parse(message.data["received"]);
      const statement = Statement.parse(message.data["statement"]);
      let observed: Observed;
      try {
        observed = await obey(statement, originOf(message));
      } catch (error) {
        return askAgain(failureOf(error, signal), message, deps);
      }
      const { verdict, paymentId, eventIds } = observed;
      const judgement = {
        ...received,
        verdict,
        resultingEventIds: [...eventIds],
        latencyMs: Math.max(0, clock() - Date.parse(received.receivedAt)),
        ...(paymentId !== undefined && { paymentId }),
        ...(statement.about === "payment" && { verifiedStatus: statement.payment.status }),
      };
      return { done: { streams: [judged(judgement)] } };
    },
  };
}
