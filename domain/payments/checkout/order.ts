// What a press on "pay" asks of the till.
import { normaliseCode } from "../../promo_codes/code.ts";
import type { Order } from "./checkout_events.ts";
import type { Offer, PaymentForm } from "./offer.ts";

/** An order before it has an id. */
export type Wanted = Omit<Order, "paymentId">;

/** A card is paid within the hour (yookassa.ru, bank cards); later money is honoured all the same. */
const OPEN_FOR = 60 * 60_000;

/** `now` in UTC milliseconds. */
export function orderOf(driverId: number, form: PaymentForm, terms: Offer, now: number): Wanted {
  const { provider, promoCode } = form;
  const { tariff, amount, firstPurchaseOnly } = terms;
  return {
    driverId,
    provider,
    tariffId: tariff.id,
    amount,
    ...(promoCode !== undefined && { promoCode: normaliseCode(promoCode) }),
    ...(firstPurchaseOnly && { firstPurchase: true }),
    at: new Date(now).toISOString(),
    openUntil: new Date(now + OPEN_FOR).toISOString(),
  };
}
