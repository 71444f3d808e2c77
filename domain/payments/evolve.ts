// The phases of a payment and what is known of it. Whatever order facts come in, the same facts make the same state.
import type { Money } from "../shared/money.ts";
import type { PaymentEvent, PaymentRequested, Provider } from "./events.ts";
import { isInvoice } from "./invoice.ts";

export type Phase =
  | { readonly status: "requested"; readonly submitted: boolean }
  | { readonly status: "pending"; readonly hasUrl: boolean }
  | { readonly status: "authorized" | "rejected" | "expired" | "canceled" | "succeeded" };

export interface Known {
  readonly paymentId: string;
  readonly driverId: number;
  readonly provider: Provider;
  readonly tariff: PaymentRequested["data"]["tariff"];
  readonly amount: Money;
  readonly promoCode?: string | undefined;
  readonly openUntil: string;
  /** The provider's id of it; the first one seen is the one. */
  readonly providerPaymentId: string | null;
  /** `providerPaymentId:status` of every fact that is recorded, sorted: what is here is a duplicate. */
  readonly seen: readonly string[];
  /** Money that came, by the provider's id of the charge ("" for a price of nothing). */
  readonly charges: Readonly<Record<string, Charge>>;
  readonly mismatches: Readonly<Record<string, Mismatch>>;
  readonly refunds: Readonly<Record<string, Refund>>;
  readonly disputes: Readonly<Record<string, "open" | "won" | "lost">>;
  readonly receiptRefused: boolean;
}

export interface Charge {
  readonly grantId: string;
  readonly amount: Money;
}

export interface Mismatch {
  readonly providerPaymentId: string;
  readonly status: string;
  readonly minor: number;
  readonly currency: string;
  readonly paidAt: string | null;
  readonly resolved: boolean;
}

export interface Refund {
  readonly charge: string;
  readonly amount: Money;
  readonly status: "requested" | "succeeded" | "failed";
  readonly providerRefundId: string | null;
  readonly external: boolean;
  readonly revokeDays: number | null;
}

export type Payment = { readonly status: "none" } | Known & Phase;
export type Started = Exclude<Payment, { status: "none" }>;

export const initialState: Payment = { status: "none" };

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
      const charges = { ...known.charges, [id]: { grantId: data.grantId, amount: data.amount } };
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
    case "RefundRequested": {
      const { refundId, amount, revokeDays = null, providerPaymentId = "" } = data;
      const refund = {
        charge: providerPaymentId,
        amount,
        revokeDays,
        providerRefundId: null,
        external: false,
      };
      return withRefund(state, refundId, { ...refund, status: "requested" });
    }
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
    case "RefundFailed": {
      const refund = state.refunds[data.refundId];
      return refund ? withRefund(state, data.refundId, { ...refund, status: "failed" }) : state;
    }
    case "DisputeOpened":
      return { ...state, disputes: { ...state.disputes, [data.disputeId]: "open" } };
    case "DisputeWon":
      return { ...state, disputes: { ...state.disputes, [data.disputeId]: "won" } };
    case "DisputeLost":
      return { ...state, disputes: { ...state.disputes, [data.disputeId]: "lost" } };
    case "ReceiptRefused":
      return { ...state, receiptRefused: true };
  }
}

/** Somebody may still wait for it. */
export function isOpen({ status }: Pick<Started, "status">): boolean {
  return status === "requested" || status === "pending" || status === "authorized";
}

export function factKey(providerPaymentId: string, status: string): string {
  return `${providerPaymentId}:${status}`;
}

export function mismatchKey(
  { providerPaymentId, kind, got, status }: {
    providerPaymentId: string;
    kind: string;
    got: string;
    status: string;
  },
): string {
  return `${providerPaymentId}:${status}:${kind}:${got}`;
}

/** Minor units of a charge that went back. */
export function refundedOf(state: Known, charge: string, statuses: readonly Refund["status"][]): number {
  return Object.values(state.refunds)
    .filter((refund) => refund.charge === charge && statuses.includes(refund.status))
    .reduce((sum, { amount }) => sum + amount.minor, 0);
}

/** The grant a charge pays for: the first charge's has the payment's own id. */
export function grantOf({ paymentId, providerPaymentId, charges }: Known, charge: string): string {
  const known = charges[charge]?.grantId;
  if (known !== undefined) return known;
  const isFirst = providerPaymentId === null || isInvoice(providerPaymentId) || providerPaymentId === charge;
  return isFirst ? paymentId : `${paymentId}+${charge}`;
}

function into(state: Started, phase: Phase): Payment {
  const { status: _, submitted: __, hasUrl: ___, ...known } = { submitted: null, hasUrl: null, ...state };
  return { ...known, ...phase };
}

function bound(state: Started, providerPaymentId: string): Started {
  const known = state.providerPaymentId;
  return known === null || isInvoice(known) ? { ...state, providerPaymentId } : state;
}

function noted(state: Started, providerPaymentId: string, status: string): Started {
  const seen = new Set(state.seen).add(factKey(providerPaymentId, status));
  return { ...bound(state, providerPaymentId), seen: [...seen].sort() };
}

function withRefund(state: Started, refundId: string, refund: Refund): Started {
  return { ...state, refunds: { ...state.refunds, [refundId]: refund } };
}
