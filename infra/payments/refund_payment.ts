// Asks a provider to give money back, once, and watches a refund that takes its time: nobody tells us of a refused one.
import type { PaymentView } from "../../domain/payments/mod.ts";
import type { PaymentProvider, ProviderRefund, Rejection } from "../../domain/payments/ports.ts";
import { ProviderFailure } from "../../domain/payments/provider_failure.ts";
import { nextPoll, RESUBMIT_FOR } from "../../domain/payments/reconciliation/poll_schedule.ts";
import { isLost, type Refund } from "../../domain/payments/state.ts";
import { step, steps } from "../../domain/processes/steps.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import { type Handler, NOTHING, type Outcome } from "../queue/handler.ts";
import { askAgain, failureOf } from "./later.ts";
import { originOf } from "./origin.ts";
import { REPEATABLE } from "./repeatable.ts";
import type { StepDeps } from "./step_deps.ts";

const KIND = "process.refund_payment";
const DAY = 86_400_000;
/** Their clock and ours may differ by so much, milliseconds. */
const SKEW = 60_000;

interface Asked {
  readonly payment: PaymentView;
  readonly provider: PaymentProvider;
  readonly refundId: string;
  readonly refund: Refund;
  /** When the provider was first asked, UTC milliseconds. */
  readonly since: number;
  /** Whether it may have been asked before, and may have obeyed. */
  readonly askedBefore: boolean;
}

export function createRefundPayment(deps: StepDeps): Handler {
  const { payments, listen, clock } = deps;

  async function find(message: QueuedMessage): Promise<Asked | null> {
    const { paymentId, refundId, requestedAt } = steps[KIND].parse(message.data);
    const payment = await payments.find(paymentId);
    const provider = payment && payments.provider(payment.provider);
    if (!payment || !provider || payment.state.status === "none") return null;
    const refund = payment.state.refunds[refundId];
    const since = requestedAt === undefined ? message.queuedAt : Date.parse(requestedAt);
    const askedBefore = message.attempt > 1 || requestedAt !== undefined;
    return refund?.status === "requested"
      ? { payment, provider, refundId, refund, since, askedBefore }
      : null;
  }

  /** Refunds take days at times; each look is a message of its own, so that it holds up no other refund. */
  function watch({ payment: { paymentId }, refundId, since }: Asked): Outcome {
    const dueAt = nextPoll(since, clock()) ?? clock() + DAY;
    const at = { id: `${refundId}:${dueAt}`, lane: `refund_watch:${refundId}`, dueAt };
    const requestedAt = new Date(since).toISOString();
    return { done: { messages: [step(KIND, at, { paymentId, refundId, requestedAt })] } };
  }

  async function ask(asked: Asked): Promise<ProviderRefund | Rejection | null> {
    const { provider, refundId, refund, payment, since } = asked;
    if (refund.providerRefundId !== null) return await provider.loadRefund(refund.providerRefundId);
    if (clock() - since >= RESUBMIT_FOR) return await lookUpRefund(asked);
    if (payment.state.status !== "none" && isLost(payment.state, refund.charge)) {
      return await unlessObeyed(asked, "dispute_lost");
    }
    const { paymentId, driverId, receiptContact } = payment;
    const order = {
      refundId,
      paymentId,
      driverId,
      providerPaymentId: refund.charge,
      amount: refund.amount,
      idempotenceKey: refundId,
      ...(typeof receiptContact === "string" && { receiptContact }),
    };
    try {
      return await provider.refund(order);
    } catch (error) {
      if (!(error instanceof ProviderFailure) || error.kind !== "forbidden") throw error;
      // A right that is missing is given by a person, who then asks for the refund again.
      return await unlessObeyed(asked, "forbidden");
    }
  }

  return {
    kind: KIND,
    ...REPEATABLE,
    // Nobody else takes up money that was promised back: it waits until a fault of ours is mended, each try in the log.
    maxAttempts: Number.MAX_SAFE_INTEGER,
    async run(message, { signal }) {
      const asked = await find(message);
      if (!asked) return { done: NOTHING };
      const { payment: { paymentId }, refundId } = asked;
      const origin = originOf(message);
      try {
        const answer = await ask(asked);
        if (answer === null) {
          await payments.rejectRefund(paymentId, { refundId, reason: "never_registered" }, origin);
        } else if ("rejected" in answer) {
          await payments.rejectRefund(paymentId, { refundId, reason: answer.rejected.code }, origin);
        } else {
          await listen.refund({ ...answer, refundId }, "poll", origin);
        }
      } catch (error) {
        return askAgain(failureOf(error, signal), message, deps);
      }
      return await find(message) ? watch(asked) : { done: NOTHING };
    },
  };
}

/** It comes to nothing, unless an earlier try of ours was obeyed and its answer lost. */
async function unlessObeyed(asked: Asked, code: string): Promise<ProviderRefund | Rejection> {
  return (asked.askedBefore ? await lookUpRefund(asked) : null) ?? { rejected: { code } };
}

/** The refund nobody answered for, found by its payment and sum among those that are not ours under another id. */
async function lookUpRefund({ provider, refund, payment, since }: Asked): Promise<ProviderRefund | null> {
  const others = payment.state.status === "none" ? [] : Object.values(payment.state.refunds);
  const taken = new Set(others.map(({ providerRefundId }) => providerRefundId));
  const fits = ({ providerRefundId, amount, at }: ProviderRefund) =>
    amount.minor === refund.amount.minor && !taken.has(providerRefundId) && Date.parse(at) >= since - SKEW;
  return (await provider.refundsOf(refund.charge)).find(fits) ?? null;
}
