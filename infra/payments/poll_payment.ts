// Asks a provider about a payment it has not told us the end of, by the schedule of domain/payments/reconciliation/poll_schedule.ts.
import type { PaymentView } from "../../domain/payments/mod.ts";
import type { PaymentProvider, ProviderPayment } from "../../domain/payments/ports.ts";
import { lookUp } from "../../domain/payments/reconciliation/look_up.ts";
import { nextPoll } from "../../domain/payments/reconciliation/poll_schedule.ts";
import { step, type StepData, steps } from "../../domain/processes/steps.ts";
import { type Handler, NOTHING, type Outcome } from "../queue/handler.ts";
import { askAgain, failureOf } from "./later.ts";
import { originOf } from "./origin.ts";
import { REPEATABLE } from "./repeatable.ts";
import type { StepDeps } from "./step_deps.ts";

const KIND = "process.poll_payment";

export function createPollPayment(deps: StepDeps): Handler {
  const { payments, listen, clock } = deps;

  function next(data: StepData<typeof KIND>): Outcome {
    const { paymentId, requestedAt } = data;
    const dueAt = nextPoll(Date.parse(requestedAt), clock());
    if (dueAt === null) return { done: NOTHING };
    const at = { id: `${paymentId}:${dueAt}`, lane: `poll:${paymentId}`, dueAt };
    return { done: { messages: [step(KIND, at, data)] } };
  }

  return {
    kind: KIND,
    ...REPEATABLE,
    async run(message, { signal }) {
      const data = steps[KIND].parse(message.data);
      const payment = await payments.find(data.paymentId);
      const provider = payment && payments.provider(payment.provider);
      if (!payment || isOver(payment)) return { done: NOTHING };
      // Switched off for now: the schedule goes on.
      if (!provider) return next(data);
      try {
        const found = await find(provider, payment);
        if (found) await listen.payment(found, "poll", originOf(message));
      } catch (error) {
        const failure = failureOf(error, signal);
        if (nextPoll(Date.parse(data.requestedAt), clock()) === null) return { done: NOTHING };
        return askAgain(failure, message, deps);
      }
      const known = await payments.find(data.paymentId);
      return !known || isOver(known) ? { done: NOTHING } : next(data);
    },
  };
}

async function find(provider: PaymentProvider, payment: PaymentView): Promise<ProviderPayment | null> {
  const { paymentId, providerPaymentId, createdAt, registrationUnknown, status } = payment;
  if (providerPaymentId !== null) return await provider.load(providerPaymentId);
  // Our call may have reached them all the same.
  const mayExist = registrationUnknown || status === "expired";
  return mayExist ? await lookUp(provider, { paymentId, since: createdAt }) : null;
}

/** An expired payment is not over: late money is honoured. */
function isOver({ state }: PaymentView): boolean {
  return state.status === "succeeded" || state.status === "canceled" || state.status === "rejected";
}
