// These names and shapes are stored: change them only by adding.
// A driver at the till: which orders are open, and which payments of them came to an end.
import { z } from "zod";
import { event } from "../../shared/event.ts";
import { Money } from "../../shared/money.ts";
import { Provider } from "../event_parts.ts";

const order = {
  driverId: z.number().int(),
  paymentId: z.string(),
  provider: Provider,
  tariffId: z.string(),
  amount: Money,
  promoCode: z.string().optional(),
  /**
   * Its code is for a first purchase: there is one such code at a time. Orders with the same code stand side by side,
   * because the code itself has one place a driver, which moves to the latest of them.
   */
  firstPurchase: z.boolean().optional(),
};

/** `openUntil` is when nobody waits for the payment any more. */
export const CheckoutOpened = event("CheckoutOpened", { ...order, at: z.string(), openUntil: z.string() });
export type CheckoutOpened = z.infer<typeof CheckoutOpened>;
export type Order = CheckoutOpened["data"];

/** The payment came to an end, or never began. */
export const CheckoutClosed = event("CheckoutClosed", {
  driverId: z.number().int(),
  paymentId: z.string(),
  /** It was paid: the next purchase is not the first. */
  paid: z.boolean().optional(),
});
export type CheckoutClosed = z.infer<typeof CheckoutClosed>;

export const checkoutEvents = [CheckoutOpened, CheckoutClosed] as const;
export type CheckoutEvent = z.infer<typeof checkoutEvents[number]>;
