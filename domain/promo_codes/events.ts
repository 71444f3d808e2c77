// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";

const time = z.string();
/** `useId` is the payment the code is for, or names the one use of a code that gives days. */
const use = { code: z.string(), driverId: z.number().int(), useId: z.string(), at: time };

export const PromoCodeCreated = event("PromoCodeCreated", {
  code: z.string(),
  type: z.enum(["percent", "fixed", "days", "trial"]),
  /** Percent, kopecks or days. */
  value: z.number().int().positive(),
  validFrom: time,
  validTo: time,
  totalLimit: z.number().int().positive().optional(),
  perUserLimit: z.number().int().positive(),
  tariffIds: z.array(z.string()).optional(),
  minAmount: z.number().int().nonnegative().optional(),
  firstPurchaseOnly: z.boolean().optional(),
});
export type PromoCodeCreated = z.infer<typeof PromoCodeCreated>;

export const PromoCodeDeactivated = event("PromoCodeDeactivated", {
  code: z.string(),
  reason: z.string().optional(),
});
export type PromoCodeDeactivated = z.infer<typeof PromoCodeDeactivated>;

/** Held for a payment; after `until` somebody else may have it, though a late payment keeps its price. */
export const PromoCodeReserved = event("PromoCodeReserved", { ...use, until: time });
export type PromoCodeReserved = z.infer<typeof PromoCodeReserved>;

/**
 * `reserved`: a reservation became this. `overLimit`: the payment came after its reservation had ended and others had
 * taken what was left. `gives`: the days of a code that is used without a payment.
 */
export const PromoCodeRedeemed = event("PromoCodeRedeemed", {
  ...use,
  reserved: z.boolean(),
  overLimit: z.boolean(),
  gives: z.object({ type: z.enum(["days", "trial"]), days: z.number().int().positive() }).optional(),
});
export type PromoCodeRedeemed = z.infer<typeof PromoCodeRedeemed>;

/** `movedTo`: the same driver holds it for that payment now. */
export const PromoCodeReleased = event("PromoCodeReleased", { ...use, movedTo: z.string().optional() });
export type PromoCodeReleased = z.infer<typeof PromoCodeReleased>;

export const promoCodeEvents = [
  PromoCodeCreated,
  PromoCodeDeactivated,
  PromoCodeReserved,
  PromoCodeRedeemed,
  PromoCodeReleased,
] as const;
export type PromoCodeEvent = z.infer<typeof promoCodeEvents[number]>;
