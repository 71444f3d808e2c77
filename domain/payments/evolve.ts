// How facts change a payment. Whatever order they come in, the same facts make the same state.
import type { PaymentEvent, PaymentRequested } from "./events.ts";
import { moneyBack } from "./evolve_money_back.ts";
import { isMoneyBack } from "./money_back_events.ts";
import { bound, factKey, isOpen, mismatchKey, type Payment, type Phase, type Started } from "./state.ts";

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
  if (isMoneyBack(event)) return moneyBack(state, event);
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
      const looked = Object.entries(state.mismatches).map(([key, mismatch]) => {
        const isIt = mismatch.providerPaymentId === data.providerPaymentId;
        return [key, isIt ? { ...mismatch, resolved: true } : mismatch];
      });
      return { ...state, mismatches: Object.fromEntries(looked) };
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

function noted(state: Started, providerPaymentId: string, status: string): Started {
  const seen = new Set(state.seen).add(factKey(providerPaymentId, status));
  return { ...bound(state, providerPaymentId), seen: [...seen].sort() };
}
