// What is known of a payment: its phase, the money that came and went back, what does not fit.
import type { Money } from "../shared/money.ts";
import type { PaymentRequested, Provider } from "./events.ts";
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
  readonly promoOverLimit?: true;
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

/** Minor units of a charge that went back. */
export function refundedOf(state: Known, charge: string, statuses: readonly Refund["status"][]): number {
  return Object.values(state.refunds)
    .filter((refund) => refund.charge === charge && statuses.includes(refund.status))
    .reduce((sum, { amount }) => sum + amount.minor, 0);
}

/** Minor units of a charge that went back, or are asked or proposed to: what is left may be asked for. */
export function goingBack(state: Known, charge: string): number {
  return refundedOf(state, charge, ["proposed", "requested", "succeeded"]);
}

/** The grant a charge pays for: the first charge's has the payment's own id. */
export function grantOf({ paymentId, providerPaymentId, charges }: Known, charge: string): string {
  const known = charges[charge]?.grantId;
  if (known !== undefined) return known;
  const isFirst = providerPaymentId === null || isInvoice(providerPaymentId) || providerPaymentId === charge;
  return isFirst ? paymentId : `${paymentId}+${charge}`;
}
