// The order a driver asks for. The exchange has none of its own to ask for, so pages are put in order here.
import type { Card } from "./cargo.ts";

/** Values of the `sort` parameter: best paid, best paid per km, soonest loading, shortest way first. */
export const CARGO_SORTS = ["price", "price_per_km", "date", "distance"] as const;
export type CargoSort = (typeof CARGO_SORTS)[number];

/** What comes first has the smaller rank; undefined is what nobody told us. */
const RANKS: Record<CargoSort, (card: Card) => number | string | undefined> = {
  price: ({ price }) => price && -price.minor,
  price_per_km: ({ pricePerKm }) => pricePerKm && -pricePerKm.minor,
  date: ({ loadingDate }) => loadingDate,
  distance: ({ distanceKm }) => distanceKm,
};

/** A new array; equals stay as the exchange had them, what is unknown comes last. A load counts once. */
export function sortCards(cards: readonly Card[], sort: CargoSort): readonly Card[] {
  const rank = RANKS[sort];
  return [...new Map(cards.map((card) => [card.id, card])).values()]
    .map((card) => ({ card, rank: rank(card) }))
    .sort((a, b) => inOrder(a.rank, b.rank))
    .map(({ card }) => card);
}

function inOrder(a: number | string | undefined, b: number | string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : 1;
}
