// When a favourite pays more or less than before, its driver hears of it.
import type { FavouriteRepriced } from "../favourite_prices/events.ts";
import { messageTo } from "../messages/kinds.ts";

export function whenFavouriteRepricedTellDriver(
  { data: { driverId, cargoId, before, cargo } }: FavouriteRepriced,
) {
  // Of several changes that wait for the same sender the driver needs only the newest, which is what the message says.
  const id = `${driverId}:${cargoId}:${before.minor}-${cargo.price?.minor ?? 0}`;
  return messageTo(String(driverId), "driver_favourite_repriced", id, { cargoId });
}
