// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { CargoSnapshot } from "../freight/cargo.ts";
import { event } from "../shared/event.ts";
import { Money } from "../shared/money.ts";

/** A favourite pays more or less than its driver was told last; `cargo` has the new price, `before` is the old one. */
export const FavouriteRepriced = event("FavouriteRepriced", {
  driverId: z.number().int(),
  cargoId: z.string(),
  cargo: CargoSnapshot,
  before: Money,
});
export type FavouriteRepriced = z.infer<typeof FavouriteRepriced>;

export const favouritePriceEvents = [FavouriteRepriced] as const;

export function favouritePricesStream(driverId: number): string {
  return `favourite-prices-${driverId}`;
}
