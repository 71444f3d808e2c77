// What a provider is known to say, by whatever way we heard: the same fact counts once, in any order.
import type { ObserveProviderPayment } from "./commands.ts";
import type { PaymentEvent } from "./events.ts";
import { mismatchOf } from "./mismatch.ts";
import { about, NOTHING, type Outcome, promoOf } from "./outcome.ts";
import { factKey, grantOf, isOpen, mismatchKey, type Started } from "./state.ts";

export function observe(command: ObserveProviderPayment, state: Started): Outcome {
  const { payment, at, via } = command;
  const { providerPaymentId, status, amount, paidAt } = payment;
  // Money that a person has accepted stays accepted, and every recorded fact is a duplicate from then on.
  if (state.seen.includes(factKey(providerPaymentId, status))) return receipt(command, state);
  const wrong = mismatchOf(command, state);
  if (wrong) {
    const data = {
      ...about(state, at),
      ...wrong,
      providerPaymentId,
      status,
      ...amount,
      ...(paidAt !== undefined && { paidAt }),
      via,
    };
    if (state.mismatches[mismatchKey(data)]) return NOTHING;
    return { ok: [{ type: "PaymentMismatchDetected", data }] };
  }
  switch (status) {
    case "pending":
      return pending(command, state);
    case "authorized":
      return authorized(command, state);
    case "succeeded":
      return succeeded(command, state);
    case "canceled":
      return canceled(command, state);
  }
}

/** Links the two, the first time, and brings the address to pay at. */
function pending({ payment, at, via }: ObserveProviderPayment, state: Started): Outcome {
  const { provider, providerPaymentId, confirmationUrl } = payment;
  const isLinked = state.providerPaymentId !== null;
  const bringsUrl = state.status === "pending" && !state.hasUrl && confirmationUrl !== undefined;
  if (isLinked && !bringsUrl && state.status !== "requested") return NOTHING;
  const url = confirmationUrl === undefined ? {} : { confirmationUrl };
  const data = { ...about(state, at), provider, providerPaymentId, ...url, via };
  return { ok: [{ type: "PaymentRegistered", data }] };
}

function authorized(command: ObserveProviderPayment, state: Started): Outcome {
  const { payment: { provider, providerPaymentId }, at, via } = command;
  switch (state.status) {
    case "requested":
    case "pending":
    case "rejected":
    case "expired":
      return {
        ok: [{ type: "PaymentAuthorized", data: { ...about(state, at), provider, providerPaymentId, via } }],
      };
    case "authorized":
      return NOTHING;
    case "canceled":
    case "succeeded":
      return ignored(command, state, false);
  }
}

const ANOMALIES = { expired: "after_expiry", canceled: "after_cancel", rejected: "after_rejection" } as const;

function succeeded(command: ObserveProviderPayment, state: Started): Outcome {
  const { payment, at, via, driverForgotten } = command;
  const { provider, providerPaymentId, amount: { minor }, paidAt = at, until, renewal = false } = payment;
  const paid = {
    ...about(state, at),
    provider,
    providerPaymentId,
    amount: { minor, currency: state.amount.currency },
    paidAt,
    via,
    grantId: grantOf(state, providerPaymentId, renewal),
    tariffId: state.tariff.id,
    days: state.tariff.days,
    ...(until !== undefined && { until }),
    ...(driverForgotten && { driverForgotten }),
  };
  if (state.status === "succeeded") {
    const again: PaymentEvent = { type: "PaymentRepeated", data: { ...paid, renewal } };
    return withReceipt(command, state, [again]);
  }
  const anomaly = isOpen(state) ? undefined : ANOMALIES[state.status as keyof typeof ANOMALIES];
  return withReceipt(command, state, [{
    type: "PaymentSucceeded",
    data: {
      ...paid,
      ...promoOf(state),
      ...(renewal && { renewal }),
      ...(anomaly && { anomaly }),
    },
  }]);
}

function canceled(command: ObserveProviderPayment, state: Started): Outcome {
  const { payment: { providerPaymentId, canceled }, at, via } = command;
  switch (state.status) {
    case "requested":
    case "pending":
    case "authorized":
    case "expired": {
      const { party, reason } = canceled ?? { party: undefined, reason: "general_decline" };
      const why = { ...(party !== undefined && { party }), reason, via };
      const data = { ...about(state, at), providerPaymentId, ...why, ...promoOf(state) };
      return { ok: [{ type: "PaymentCanceled", data }] };
    }
    case "canceled":
      return NOTHING;
    case "rejected":
      // The driver was told why it came to nothing, and nobody could pay it since.
      return ignored(command, state, false);
    case "succeeded":
      // A provider that takes its word back: the money is looked for by a person.
      return ignored(command, state, true);
  }
}

function ignored({ payment, at, via }: ObserveProviderPayment, state: Started, anomaly: boolean): Outcome {
  const { providerPaymentId, status } = payment;
  const why = status === "authorized" ? "late" : "final";
  const fact = { ...about(state, at), providerPaymentId, status, why, anomaly, via } as const;
  return { ok: [{ type: "ProviderFactIgnored", data: fact }] };
}

function receipt(command: ObserveProviderPayment, state: Started): Outcome {
  return withReceipt(command, state, []);
}

/** The tax office may refuse the receipt of a payment that stays good. */
function withReceipt(
  { payment, at }: ObserveProviderPayment,
  state: Started,
  events: PaymentEvent[],
): Outcome {
  if (payment.receiptRefused !== true || state.receiptRefused) return { ok: events };
  return { ok: [...events, { type: "ReceiptRefused", data: about(state, at) }] };
}
