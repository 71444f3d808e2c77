// The price of a load and what a kilometre of it pays: the loudest thing on a card, and words for ears.
import type { Card } from "../domain/freight/cargo.ts";
import { list } from "../texts/list.ts";
import { formatMoney, formatPerKm, speakMoney, speakPerKm } from "../texts/format.ts";

export function Price({ price, pricePerKm }: Pick<Card, "price" | "pricePerKm">) {
  if (!price) return <p class="price price-unknown">{list.noPrice}</p>;
  return (
    <p class="price">
      <strong aria-hidden="true">{formatMoney(price)}</strong>
      {pricePerKm && <span class="per-km" aria-hidden="true">{formatPerKm(pricePerKm)}</span>}
      <span class="ears">
        {speakMoney(price)}
        {pricePerKm && `, ${speakPerKm(pricePerKm)}`}
      </span>
    </p>
  );
}
