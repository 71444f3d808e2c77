// What is known of a payment: its phase, the money that came and went back, what does not fit.
import type { Money } from "../shared/money.ts";
import { isInvoice } from "./checkout/invoice.ts";
import type { PaymentRequested, Provider } from "./events.ts";

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
  /** When the payer's bank took a charge back (ISO 8601 UTC), by the grant the charge pays for. */
  readonly lost: Readonly<Record<string, string>>;
  readonly receiptRefused: boolean;
  readonly promoOverLimit?: true;
  readonly duplicateSuspected?: true;
}

export interface Charge {
  readonly grantId: string;
  readonly amount: Money;
  /** Of a subscription the provider charges again by itself. */
  readonly renewal?: true;
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
  /** `proposed`: it waits for a second administrator. */
  readonly status: "proposed" | "declined" | "requested" | "succeeded" | "failed";
  readonly providerRefundId: string | null;
  readonly external: boolean;
  readonly revokeDays: number | null;
  /** Id of the administrator who proposed it, while it waits. */
  readonly proposedBy?: string;
  /** Why it failed, in the provider's word. */
  readonly reason?: string;
}

export type Payment = { readonly status: "none" } | Known & Phase;
export type Started = Exclude<Payment, { status: "none" }>;

export const initialState: Payment = { status: "none" };

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

/** Minor units of a charge in refunds that are so far. */
export function refundedOf(state: Known, charge: string, statuses: readonly Refund["status"][]): number {
  return Object.values(state.refunds)
    .filter((refund) => refund.charge === charge && statuses.includes(refund.status))
    .reduce((sum, { amount }) => sum + amount.minor, 0);
}

/** Its dispute was lost: the bank took whatever was left of it, and there is nothing to give back. */
export function isLost(state: Known, charge: string): boolean {
  return state.lost[grantOf(state, charge)] !== undefined;
}

/** Minor units of a charge that went back, by refunds and by a lost dispute: never more than came. */
export function goneBack(state: Known, charge: string): number {
  const paid = state.charges[charge]?.amount.minor ?? 0;
  return isLost(state, charge) ? paid : refundedOf(state, charge, ["succeeded"]);
}

/** As `goneBack`, with what is asked or proposed to go: what is left may be asked for. */
export function goingBack(state: Known, charge: string): number {
  if (isLost(state, charge)) return goneBack(state, charge);
  return refundedOf(state, charge, ["proposed", "requested", "succeeded"]);
}

/** The grant a charge pays for: the first charge's has the payment's own id, and a renewal is never the first. */
export function grantOf(state: Known, charge: string, isRenewal = false): string {
  const { paymentId, providerPaymentId, charges } = state;
  const known = charges[charge]?.grantId;
  if (known !== undefined) return known;
  const isFirst = !isRenewal && (isReplaceable(state) || providerPaymentId === charge);
  return isFirst ? paymentId : `${paymentId}+${charge}`;
}

/** Takes the provider's id, where none is known that counts. */
export function bound(state: Started, providerPaymentId: string): Started {
  return isReplaceable(state) ? { ...state, providerPaymentId } : state;
}

/** The provider's id that is known stands for one to come: an invoice is not paid yet, a renewal has a first before it. */
export function isReplaceable({ providerPaymentId: known, charges }: Known): boolean {
  return known === null || isInvoice(known) || charges[known]?.renewal === true;
}
