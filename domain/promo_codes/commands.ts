// Requests about one promo code.
import type { PromoForm, Purchase } from "./terms.ts";

/** Somebody's use of a code; `useId` is the payment it is for, or the driver. */
export interface Use {
  readonly code: string;
  readonly useId: string;
  readonly driverId: number;
  /** ISO 8601 UTC. */
  readonly at: string;
}

export interface CreatePromoCode {
  readonly type: "CreatePromoCode";
  readonly code: string;
  readonly form: Omit<PromoForm, "code">;
}

export interface DeactivatePromoCode {
  readonly type: "DeactivatePromoCode";
  readonly code: string;
  readonly reason?: string;
}

/** Holds a discount for a payment until its end. */
export interface ReservePromoCode extends Use, Purchase {
  readonly type: "ReservePromoCode";
  readonly until: string;
}

/** The payment succeeded: whatever was promised is kept, even too late. */
export interface RedeemPromoCode extends Use {
  readonly type: "RedeemPromoCode";
}

export interface ReleasePromoCode extends Use {
  readonly type: "ReleasePromoCode";
}

/** Uses a code that gives days. */
export interface ApplyPromoCode extends Use {
  readonly type: "ApplyPromoCode";
}

export type PromoCodeCommand =
  | CreatePromoCode
  | DeactivatePromoCode
  | ReservePromoCode
  | RedeemPromoCode
  | ReleasePromoCode
  | ApplyPromoCode;
