// What may happen to a payment. Money that came is never swallowed, and nothing is granted for money that did not.
import type { Decider } from "../shared/decider.ts";
import { sameMoney } from "../shared/money.ts";
import type {
  ExpirePayment,
  NotePossibleDuplicate,
  NotePromoOverLimit,
  NoteUnknownRegistration,
  PaymentCommand,
  RejectRegistration,
  StartPayment,
  SubmitPayment,
} from "./commands.ts";
import { openDispute, settleDispute } from "./decide_dispute.ts";
import { resolveMismatch } from "./decide_mismatch.ts";
import { observe } from "./decide_observation.ts";
import { approveRefund, declineRefund, requestRefund } from "./decide_refund.ts";
import { observeRefund, rejectRefund } from "./decide_refund_fact.ts";
import type { PaymentEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { about, NOTHING, type Outcome, type PaymentRefusal, promoOf } from "./outcome.ts";
import { initialState, type Payment, type Started } from "./state.ts";

export const paymentDecider: Decider<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> = {
  initialState,
  evolve,
  decide,
};

function decide(command: PaymentCommand, state: Payment): Outcome {
  if (command.type === "StartPayment") return start(command, state);
  if (state.status === "none") return { refused: "payment_not_found" };
  switch (command.type) {
    case "SubmitPayment":
      return submit(command, state);
    case "NoteUnknownRegistration":
      return noteUnknown(command, state);
    case "RejectRegistration":
      return reject(command, state);
    case "ObserveProviderPayment":
      return observe(command, state);
    case "ExpirePayment":
      return expire(command, state);
    case "ResolveMismatch":
      return resolveMismatch(command, state);
    case "NotePromoOverLimit":
      return notePromoOverLimit(command, state);
    case "NotePossibleDuplicate":
      return notePossibleDuplicate(command, state);
    case "RequestRefund":
      return requestRefund(command, state);
    case "ApproveRefund":
      return approveRefund(command, state);
    case "DeclineRefund":
      return declineRefund(command, state);
    case "ObserveRefund":
      return observeRefund(command, state);
    case "RejectRefund":
      return rejectRefund(command, state);
    case "OpenDispute":
      return openDispute(command, state);
    case "SettleDispute":
      return settleDispute(command, state);
  }
}

function start({ type: _, ...order }: StartPayment, state: Payment): Outcome {
  if (state.status !== "none") {
    return sameMoney(state.amount, order.amount) ? NOTHING : { refused: "payment_exists" };
  }
  const requested: PaymentEvent = { type: "PaymentRequested", data: order };
  if (order.amount.minor > 0) return { ok: [requested] };
  const { paymentId, driverId, provider, amount, at, tariff, promoCode } = order;
  const paid: PaymentEvent = {
    type: "PaymentSucceeded",
    data: {
      paymentId,
      driverId,
      at,
      provider,
      amount,
      paidAt: at,
      via: "free",
      grantId: paymentId,
      tariffId: tariff.id,
      days: tariff.days,
      ...(promoCode !== undefined && { promoCode }),
    },
  };
  return { ok: [requested, paid] };
}

/** The first call's key and body are the ones: an answer that was lost is found by repeating them. */
function submit({ at, idempotenceKey, body }: SubmitPayment, state: Started): Outcome {
  if (state.status !== "requested" || state.submitted) return NOTHING;
  return { ok: [{ type: "PaymentSubmitted", data: { ...about(state, at), idempotenceKey, body } }] };
}

function noteUnknown({ at, attempt, error }: NoteUnknownRegistration, state: Started): Outcome {
  if (state.status !== "requested") return NOTHING;
  return { ok: [{ type: "PaymentRegistrationUnknown", data: { ...about(state, at), attempt, error } }] };
}

function reject({ at, code, error }: RejectRegistration, state: Started): Outcome {
  if (state.status !== "requested") return NOTHING;
  const why = { code, ...(error !== undefined && { error }), ...promoOf(state) };
  return { ok: [{ type: "PaymentRegistrationRejected", data: { ...about(state, at), ...why } }] };
}

function notePromoOverLimit({ at }: NotePromoOverLimit, state: Started): Outcome {
  return state.promoOverLimit ? NOTHING : { ok: [{ type: "PromoLimitExceeded", data: about(state, at) }] };
}

function notePossibleDuplicate({ otherPaymentId, at }: NotePossibleDuplicate, state: Started): Outcome {
  if (state.duplicateSuspected) return NOTHING;
  return { ok: [{ type: "PaymentDuplicateSuspected", data: { ...about(state, at), otherPaymentId } }] };
}

/** Held money is not given up: the provider says what becomes of it. */
function expire({ at }: ExpirePayment, state: Started): Outcome {
  switch (state.status) {
    case "requested":
    case "pending": {
      if (at < state.openUntil) return NOTHING;
      return { ok: [{ type: "PaymentExpired", data: { ...about(state, at), ...promoOf(state) } }] };
    }
    case "authorized":
    case "succeeded":
    case "canceled":
    case "expired":
    case "rejected":
      return NOTHING;
  }
}
