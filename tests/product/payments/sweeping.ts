// A shop whose provider tells nothing by itself, and the comparison of books that finds out.
import { eventually } from "../../support/product.ts";
import type { PaidProduct } from "../../support/shop.ts";

const HOUR = 3_600_000;

/** No notification arrives. */
export const UNTOLD = { yookassa: { notifications: { drop: true } } };

/** The report of the next comparison; `away` is how long the product sleeps before it, milliseconds. */
export async function sweepOf(shop: PaidProduct, away = 2 * HOUR) {
  const seen = (await shop.payments.sweeps()).length;
  shop.pass(away);
  return (await eventually(() => shop.payments.sweeps(), (all) => all.length > seen))[0]!;
}
