// Asks a provider for a payment: the same key and the same body until there is an answer, never after 23 hours.
import type { Payments, PaymentView } from "../../domain/payments/mod.ts";
import type { PaymentProvider } from "../../domain/payments/ports.ts";
import { ProviderFailure } from "../../domain/payments/provider_failure.ts";
import { lookUp } from "../../domain/payments/reconciliation/look_up.ts";
import { RESUBMIT_FOR } from "../../domain/payments/reconciliation/poll_schedule.ts";
import { steps } from "../../domain/processes/steps.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import { type Handler, type HandlerContext, NOTHING, type Outcome } from "../queue/handler.ts";
import { askAgain, failureOf, textOf } from "./later.ts";
import { originOf } from "./origin.ts";
import { REPEATABLE } from "./repeatable.ts";
import type { StepDeps } from "./step_deps.ts";

const KIND = "process.register_payment";

export function createRegisterPayment(deps: StepDeps): Handler {
  const { payments, listen, clock } = deps;

  async function askFor(
    { payment, provider, call }: {
      payment: PaymentView;
      provider: PaymentProvider;
      call: { idempotenceKey: string; body: string };
    },
    message: QueuedMessage,
    { signal }: HandlerContext,
  ): Promise<Outcome> {
    const origin = originOf(message);
    const { paymentId } = payment;
    try {
      const answer = await provider.create(call);
      if ("rejected" in answer) await payments.rejectRegistration(paymentId, answer.rejected, origin);
      else await listen.payment(answer, "response", origin);
      return { done: NOTHING };
    } catch (error) {
      return await withoutAnswer(error, payment, message, signal);
    }
  }

  async function withoutAnswer(
    error: unknown,
    { paymentId, registrationUnknown }: PaymentView,
    message: QueuedMessage,
    signal: AbortSignal,
  ): Promise<Outcome> {
    if (signal.aborted) throw signal.reason;
    const origin = originOf(message);
    const { attempt } = message;
    const kind = error instanceof ProviderFailure ? error.kind : "unknown";
    if ((kind === "account" || kind === "forbidden") && !registrationUnknown) {
      // Surely not done, and will not be before a person mends it: the driver need not wait.
      await payments.rejectRegistration(paymentId, { code: "provider_unavailable" }, origin);
      return { done: NOTHING };
    }
    if (kind === "unknown") {
      // A fault of ours too: it may have come after they obeyed.
      await payments.noteUnknownRegistration(paymentId, { attempt, error: textOf(error) }, origin);
    }
    return askAgain(failureOf(error, signal), message, deps);
  }

  /** Too late to ask: the key would make a second payment. */
  async function settle(
    { paymentId, provider, since }: { paymentId: string; provider: PaymentProvider; since: string },
    message: QueuedMessage,
    { signal }: HandlerContext,
  ): Promise<Outcome> {
    const origin = originOf(message);
    try {
      const found = await lookUp(provider, { paymentId, since });
      if (found) await listen.payment(found, "poll", origin);
      else await payments.rejectRegistration(paymentId, { code: "never_registered" }, origin);
      return { done: NOTHING };
    } catch (error) {
      return askAgain(failureOf(error, signal), message, deps);
    }
  }

  return {
    kind: KIND,
    ...REPEATABLE,
    async run(message, context) {
      const { paymentId } = steps[KIND].parse(message.data);
      const call = await payments.submission(paymentId, originOf(message));
      const payment = await known(payments, paymentId);
      const provider = payments.provider(payment.provider);
      if (!call || !provider) return { done: NOTHING };
      if (clock() - Date.parse(call.firstAt) >= RESUBMIT_FOR) {
        return await settle({ paymentId, provider, since: call.firstAt }, message, context);
      }
      return await askFor({ payment, provider, call }, message, context);
    },
  };
}

/** Throws for one that is not in the views yet: nothing may be concluded from that. */
async function known(payments: Pick<Payments, "find">, paymentId: string): Promise<PaymentView> {
  const payment = await payments.find(paymentId);
  if (!payment) throw new Error(`Cannot find payment ${paymentId} yet`);
  return payment;
}
