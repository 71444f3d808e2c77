// What a driver was told last of the price of each favourite.
import type { CargoSnapshot } from "../freight/cargo.ts";
import type { MarkEvent } from "../marks/events.ts";
import type { StoredEvent } from "../shared/event.ts";
import type { Money } from "../shared/money.ts";
import type { Projection } from "../shared/projection.ts";
import type { FavouriteRepriced } from "./events.ts";

export interface FavouritePriceRow {
  /** With the price told. */
  readonly cargo: CargoSnapshot;
  readonly before: Money;
  /** How often the driver was told of this load. */
  readonly times: number;
}

/** Rows at [driverId, cargoId], while the load is a favourite and its price has changed. */
export const favouritePrices: Projection<FavouritePriceRow> = {
  name: "favourite_prices",
  version: 1,
  keys(event) {
    const { type, data } = event as StoredEvent<FavouriteRepriced | MarkEvent> as
      | FavouriteRepriced
      | MarkEvent;
    if (type === "FavouriteRepriced" || type === "CargoUnkept") return [[data.driverId, data.cargoId]];
    return type === "MarksCleared" ? data.kept.map((cargoId) => [data.driverId, cargoId]) : [];
  },
  fold(row, event) {
    if (event.type !== "FavouriteRepriced") return null;
    const { cargo, before } = (event as StoredEvent<FavouriteRepriced>).data;
    return { cargo, before, times: (row?.times ?? 0) + 1 };
  },
};
