// Whether a payment may be taken now: asked by Telegram before it charges anybody, answered from the stream alone.
import type { Payment } from "../state.ts";

/** What is about to be charged. */
export interface Charging {
  readonly driverId: number;
  /** In the smallest units of the currency. */
  readonly minor: number;
  readonly currency: string;
}

/** `unavailable`: nothing like it is for sale. `outdated`: it was, and is paid, over, or not theirs. */
export type ChargeVerdict = "ok" | "unavailable" | "outdated";

/** A payment that is paid already is refused: whoever wants more days asks for another. */
export function mayBeCharged(state: Payment, { driverId, minor, currency }: Charging): ChargeVerdict {
  if (state.status === "none" || state.provider !== "stars") return "unavailable";
  const isTheirs = state.driverId === driverId;
  const isAsQuoted = state.amount.minor === minor && state.amount.currency === currency;
  const isOpen = state.status === "requested" || state.status === "pending";
  return isTheirs && isAsQuoted && isOpen ? "ok" : "outdated";
}
