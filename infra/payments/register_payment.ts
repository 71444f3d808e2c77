// Asks a provider for a payment: the same key and the same body until there is an answer, never after 23 hours.
import type { Payments, PaymentView } from "../../domain/payments/mod.ts";
import type { PaymentProvider } from "../../domain/payments/ports.ts";
import { ProviderFailure } from "../../domain/payments/provider_failure.ts";
import { lookUp } from "../../domain/payments/reconciliation/look_up.ts";
import { RESUBMIT_FOR } from "../../domain/payments/reconciliation/poll_schedule.ts";
import { steps } from "../../domain/processes/steps.ts";
import type { Origin } from "../../domain/shared/origin.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import { type Handler, type HandlerContext, NOTHING, type Outcome } from "../queue/handler.ts";
import { askAgainAt, textOf } from "./later.ts";
import { originOf } from "./origin.ts";
import type { StepDeps } from "./step_deps.ts";

export function createRegisterPayment(deps: StepDeps): Handler {
  const { payments, listen, clock, random } = deps;
  const kind = "process.register_payment";

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
      if (signal.aborted) throw signal.reason;
      return await withoutAnswer(error, payment, message);
    }
  }

  async function withoutAnswer(
    error: unknown,
    { paymentId, registrationUnknown }: PaymentView,
    message: QueuedMessage,
  ): Promise<Outcome> {
    const origin = originOf(message);
    const { attempt } = message;
    const kind = error instanceof ProviderFailure ? error.kind : "unknown";
    if ((kind === "account" || kind === "forbidden") && !registrationUnknown) {
      // Surely not done, and will not be before a person mends it: the driver need not wait.
      await payments.rejectRegistration(paymentId, { code: "provider_unavailable" }, origin);
      return { done: NOTHING };
    }
    if (kind === "unknown") {
      await payments.noteUnknownRegistration(paymentId, { attempt, error: textOf(error) }, origin);
    }
    return { retryAt: askAgainAt(error, { now: clock(), attempt, random: random() }), error: textOf(error) };
  }

  /** Too late to ask: the key would make a second payment. */
  async function settle(
    { paymentId, provider, since }: { paymentId: string; provider: PaymentProvider; since: string },
    message: QueuedMessage,
  ): Promise<Outcome> {
    const origin: Origin = originOf(message);
    try {
      const found = await lookUp(provider, { paymentId, since });
      if (found) await listen.payment(found, "poll", origin);
      else await payments.rejectRegistration(paymentId, { code: "never_registered" }, origin);
      return { done: NOTHING };
    } catch (error) {
      const { attempt } = message;
      return {
        retryAt: askAgainAt(error, { now: clock(), attempt, random: random() }),
        error: textOf(error),
      };
    }
  }

  return {
    kind,
    leaseMs: 10_000,
    maxAttempts: 100,
    lostClaim: "retry",
    async run(message, context) {
      const { paymentId } = steps[kind].parse(message.data);
      const call = await payments.submission(paymentId, originOf(message));
      const payment = await known(payments, paymentId);
      const provider = payments.provider(payment.provider);
      if (!call || !provider) return { done: NOTHING };
      if (clock() - Date.parse(call.firstAt) >= RESUBMIT_FOR) {
        return await settle({ paymentId, provider, since: call.firstAt }, message);
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
