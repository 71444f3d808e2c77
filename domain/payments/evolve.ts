// How facts change a payment. Whatever order they come in, the same facts make the same state.
import type { PaymentEvent, PaymentRequested } from "./events.ts";
import type { RefundProposed, RefundRequested } from "./money_back_events.ts";
import {
  factKey,
  isOpen,
  isReplaceable,
  mismatchKey,
  type Payment,
  type Phase,
  type Refund,
  type Started,
} from "./state.ts";

export function evolve(state: Payment, event: PaymentEvent): Payment {
  if (event.type === "PaymentRequested") return state.status === "none" ? started(event) : state;
  return state.status === "none" ? state : after(state, event);
}

function started({ data }: PaymentRequested): Payment {
  const { paymentId, driverId, provider, tariff, amount, promoCode, openUntil } = data;
  return {
    status: "requested",
    submitted: false,
    paymentId,
    driverId,
    provider,
    tariff,
    amount,
    ...(promoCode !== undefined && { promoCode }),
    openUntil,
    providerPaymentId: null,
    seen: [],
    charges: {},
    mismatches: {},
    refunds: {},
    disputes: {},
    lost: {},
    receiptRefused: false,
  };
}

function after(state: Started, event: Exclude<PaymentEvent, PaymentRequested>): Payment {
  const { type, data } = event;
  switch (type) {
    case "PaymentSubmitted":
      return state.status === "requested" ? { ...state, submitted: true } : state;
    case "PaymentRegistered": {
      const known = bound(state, data.providerPaymentId);
      return isOpen(state) && state.status !== "authorized"
        ? into(known, { status: "pending", hasUrl: data.confirmationUrl !== undefined })
        : known;
    }
    case "PaymentRegistrationUnknown":
      return state;
    case "PaymentRegistrationRejected":
      return into(state, { status: "rejected" });
    case "PaymentAuthorized":
      return into(noted(state, data.providerPaymentId, "authorized"), { status: "authorized" });
    case "PaymentSucceeded":
    case "PaymentRepeated": {
      const id = data.providerPaymentId ?? "";
      const known = id === "" ? state : noted(state, id, "succeeded");
      const { grantId, amount, renewal } = data;
      const charge = { grantId, amount, ...(renewal && { renewal }) };
      const charges = { ...known.charges, [id]: charge };
      return into({ ...known, charges }, { status: "succeeded" });
    }
    case "PaymentCanceled": {
      const known = data.providerPaymentId === undefined
        ? state
        : noted(state, data.providerPaymentId, "canceled");
      return into(known, { status: "canceled" });
    }
    case "PaymentExpired":
      return into(state, { status: "expired" });
    case "ProviderFactIgnored":
      return noted(state, data.providerPaymentId, data.status);
    case "PaymentMismatchDetected": {
      const { providerPaymentId, status, minor, currency, paidAt = null } = data;
      const mismatch = { providerPaymentId, status, minor, currency, paidAt, resolved: false };
      return { ...state, mismatches: { ...state.mismatches, [mismatchKey(data)]: mismatch } };
    }
    case "PaymentMismatchResolved": {
      const resolved = Object.entries(state.mismatches).map((
        [key, mismatch],
      ) => [
        key,
        mismatch.providerPaymentId === data.providerPaymentId ? { ...mismatch, resolved: true } : mismatch,
      ]);
      return { ...state, mismatches: Object.fromEntries(resolved) };
    }
    case "RefundProposed":
      return withRefund(state, data.refundId, { ...asked(data), status: "proposed", proposedBy: data.by });
    case "RefundDeclined":
      return ended(state, data.refundId, { status: "declined" });
    case "RefundRequested":
      return withRefund(state, data.refundId, { ...asked(data), status: "requested" });
    case "RefundRegistered": {
      const refund = state.refunds[data.refundId];
      if (!refund) return state;
      return withRefund(state, data.refundId, { ...refund, providerRefundId: data.providerRefundId });
    }
    case "PaymentRefunded": {
      const { refundId, amount, revokeDays = null, providerRefundId, providerPaymentId = "", external } =
        data;
      const known = providerPaymentId === "" ? state : bound(state, providerPaymentId);
      const refund = { charge: providerPaymentId, amount, revokeDays, providerRefundId, external };
      return withRefund(known, refundId, { ...refund, status: "succeeded" });
    }
    case "RefundFailed":
      return ended(state, data.refundId, { status: "failed", reason: data.reason });
    case "DisputeOpened":
      return { ...state, disputes: { ...state.disputes, [data.disputeId]: "open" } };
    case "DisputeWon":
      return { ...state, disputes: { ...state.disputes, [data.disputeId]: "won" } };
    case "DisputeLost": {
      const { disputeId, grantId, closedAt } = data;
      const lost = { [grantId]: closedAt, ...state.lost };
      return { ...state, disputes: { ...state.disputes, [disputeId]: "lost" }, lost };
    }
    case "PromoLimitExceeded":
      return { ...state, promoOverLimit: true };
    case "PaymentDuplicateSuspected":
      return { ...state, duplicateSuspected: true };
    case "ReceiptRefused":
      return { ...state, receiptRefused: true };
  }
}

function into(state: Started, phase: Phase): Payment {
  const { status: _, submitted: __, hasUrl: ___, ...known } = { submitted: null, hasUrl: null, ...state };
  return { ...known, ...phase };
}

function bound(state: Started, providerPaymentId: string): Started {
  return isReplaceable(state) ? { ...state, providerPaymentId } : state;
}

function noted(state: Started, providerPaymentId: string, status: string): Started {
  const seen = new Set(state.seen).add(factKey(providerPaymentId, status));
  return { ...bound(state, providerPaymentId), seen: [...seen].sort() };
}

function withRefund(state: Started, refundId: string, refund: Refund): Started {
  return { ...state, refunds: { ...state.refunds, [refundId]: refund } };
}

function ended(state: Started, refundId: string, end: Pick<Refund, "status" | "reason">): Started {
  const refund = state.refunds[refundId];
  return refund ? withRefund(state, refundId, { ...refund, ...end }) : state;
}

function asked(data: RefundRequested["data"] | RefundProposed["data"]): Omit<Refund, "status"> {
  const { amount, revokeDays, providerPaymentId } = data;
  const nothingYet = { providerRefundId: null, external: false };
  return { charge: providerPaymentId ?? "", amount, revokeDays: revokeDays ?? null, ...nothingYet };
}
