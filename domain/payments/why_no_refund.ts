// Whether money can go back, asked by the deeds of staff and by the preview of what they would do.
import type { Money } from "../shared/money.ts";
import type { PaymentRefusal } from "./outcome.ts";
import { isLost, type Started } from "./state.ts";

interface Wished {
  readonly amount: Money;
  readonly charge: string;
  /** Minor units of the charge that are going back without this. */
  readonly before: number;
  readonly partialRefunds: boolean;
}

/** Why money cannot go back; null when it can. What nobody could ever get is told from what others got first. */
export function whyNoRefund(state: Started, wished: Wished): PaymentRefusal | null {
  const { amount, charge, before, partialRefunds } = wished;
  const paid = state.charges[charge]?.amount;
  if (state.status !== "succeeded" || !paid || charge === "") return "payment_not_paid";
  if (Object.values(state.disputes).includes("open")) return "refund_disputed";
  if (isLost(state, charge)) return "refund_dispute_lost";
  const fits = amount.currency === paid.currency && amount.minor >= 1 && amount.minor <= paid.minor;
  if (!fits) return "refund_amount_invalid";
  if (before + amount.minor > paid.minor) return "refund_too_large";
  return partialRefunds || amount.minor === paid.minor ? null : "refund_partial_unsupported";
}
