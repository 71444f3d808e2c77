// Whether a favourite's price has changed by enough to say so.
import type { CargoSnapshot } from "../freight/cargo.ts";
import type { CargoPrice } from "../freight/ports.ts";
import type { FavouriteRepriced } from "./events.ts";
import type { FavouritePriceRow } from "./view.ts";

/** Less than this part of the price is haggling, not news. */
const NOTABLE = 0.01;

/** Null when there is nothing to tell: the same price, no price, or no load any more. */
export function reprice(
  { driverId, kept, told, now }: {
    driverId: number;
    /** As it was when it became a favourite. */
    kept: CargoSnapshot;
    told: FavouritePriceRow | null;
    now: CargoPrice;
  },
): FavouriteRepriced | null {
  const before = told?.cargo.price ?? kept.price;
  const { price, pricePerKm } = now;
  if (now.gone || !price || !before || price.currency !== before.currency) return null;
  if (Math.abs(price.minor - before.minor) < Math.max(1, before.minor * NOTABLE)) return null;
  const { pricePerKm: _, ...rest } = kept;
  const cargo = { ...rest, price, ...(pricePerKm && { pricePerKm }) };
  return { type: "FavouriteRepriced", data: { driverId, cargoId: kept.id, cargo, before } };
}
