// The one word people see of a payment, and what its money comes to.
import { goneBack, type Started } from "./state.ts";

export const PAYMENT_STATUSES = [
  "requested",
  "pending",
  "authorized",
  "succeeded",
  "canceled",
  "failed",
  "expired",
  "partially_refunded",
  "refunded",
  "disputed",
  "mismatch",
] as const;
export type PaymentStatus = typeof PAYMENT_STATUSES[number];

/** Minor units over all charges: what came, and what of it went back. */
export function sums(state: Started): { readonly receivedMinor: number; readonly refundedMinor: number } {
  const charges = Object.entries(state.charges);
  return {
    receivedMinor: charges.reduce((sum, [, { amount }]) => sum + amount.minor, 0),
    refundedMinor: charges.reduce((sum, [id]) => sum + goneBack(state, id), 0),
  };
}

export function statusOf(state: Started): PaymentStatus {
  switch (state.status) {
    case "succeeded":
      return paidStatus(state);
    case "rejected":
      return "failed";
    case "requested":
    case "pending":
    case "authorized":
    case "canceled":
    case "expired":
      return Object.values(state.mismatches).some(({ resolved }) => !resolved) ? "mismatch" : state.status;
  }
}

function paidStatus(state: Started): PaymentStatus {
  if (Object.values(state.disputes).includes("open")) return "disputed";
  const { receivedMinor, refundedMinor } = sums(state);
  if (refundedMinor === 0) return "succeeded";
  return refundedMinor >= receivedMinor ? "refunded" : "partially_refunded";
}
