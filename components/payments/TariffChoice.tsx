// One tariff to choose: how long, how much, and how much that is a month.
import type { Money } from "../../domain/shared/money.ts";
import { formatMoney, speakMoney } from "../../texts/format.ts";
import { daysText, paying } from "../../texts/payments.ts";

/** A price and what is left of it with the promo code. */
export interface ShownPrice {
  readonly price: Money;
  readonly amount: Money;
}

export interface ShownTariff {
  readonly id: string;
  readonly name: string;
  readonly days: number;
  /** One for each currency it can be paid in. */
  readonly prices: readonly ShownPrice[];
}

export function TariffChoice({ tariff, checked }: { tariff: ShownTariff; checked: boolean }) {
  const { id, name, days, prices } = tariff;
  const monthly = prices.find(({ amount }) => amount.currency === "RUB" && days > 31)?.amount;
  return (
    <label class="tariff">
      <input type="radio" name="tariffId" value={id} checked={checked} />
      <span class="tariff-name">
        <b>{name}</b>
        <span class="hint">{daysText(days)}</span>
      </span>
      <span class="tariff-price">
        {prices.map((price, index) => (
          <span key={price.price.currency}>
            {index > 0 && <span class="hint">{`${paying.or} `}</span>}
            <Sum {...price} />
          </span>
        ))}
        {monthly && <span class="hint">{paying.perMonth(formatMoney(perMonth(monthly, days)))}</span>}
      </span>
    </label>
  );
}

function Sum({ price, amount }: ShownPrice) {
  if (price.minor === amount.minor) return <b>{formatMoney(price)}</b>;
  return (
    <>
      <span class="ears">{paying.before(speakMoney(price))}</span>
      <s aria-hidden="true">{formatMoney(price)}</s> <b>{formatMoney(amount)}</b>
    </>
  );
}

/** Whole roubles for thirty days. */
function perMonth({ minor, currency }: Money, days: number): Money {
  return { minor: Math.round((minor * 30) / days / 100) * 100, currency };
}
