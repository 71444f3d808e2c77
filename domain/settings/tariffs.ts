// What a subscription costs and for how long. Whoever has asked for a payment pays the price as it was then.
import { z } from "zod";
import { type Currency, kopecks, Money, stars } from "../shared/money.ts";

/** Never a name that every object has of itself, such as `__proto__`. */
const id = z.string().regex(/^[a-z0-9_]{1,32}$/, "invalid_tariff_id")
  .refine((id) => !(id in {}), "invalid_tariff_id");

export const Tariff = z.object({
  id,
  /** As drivers read it. */
  name: z.string().trim().min(1, "invalid_name").max(60, "invalid_name"),
  days: z.int("invalid_days").min(1, "invalid_days").max(3660, "invalid_days"),
  /** 1 rouble is the least a card is charged, 350,000 the most (yookassa.ru, bank cards). */
  price: Money.refine(
    ({ minor, currency }) => currency === "RUB" && minor >= 100 && minor <= 35_000_000,
    "invalid_price",
  ),
  starsPrice: Money.refine(({ minor, currency }) => currency === "XTR" && minor >= 1, "invalid_price")
    .optional(),
});
export type Tariff = z.infer<typeof Tariff>;

/** In the order they are shown; every id once. */
export const Tariffs = z.array(Tariff).min(1, "no_tariffs").max(20, "too_many_tariffs").refine(
  (tariffs) => new Set(tariffs.map(({ id }) => id)).size === tariffs.length,
  "repeated_tariff_id",
);

const TERMS = [
  { id: "month", days: 30, price: kopecks(49_900), starsPrice: stars(350) },
  { id: "quarter", days: 90, price: kopecks(129_900), starsPrice: stars(900) },
  { id: "half_year", days: 180, price: kopecks(239_900), starsPrice: stars(1650) },
  { id: "year", days: 365, price: kopecks(399_900), starsPrice: stars(2750) },
] as const;
export type DefaultTariff = typeof TERMS[number]["id"];

/** What is sold until somebody changes it, under names in the language of the product. */
export function defaultTariffs(names: Readonly<Record<DefaultTariff, string>>): Tariff[] {
  return TERMS.map((terms) => ({ ...terms, name: names[terms.id] }));
}

/** The price in a currency; null when the tariff is not sold for it. */
export function priceIn(tariff: Tariff, currency: Currency): Money | null {
  return currency === "RUB" ? tariff.price : tariff.starsPrice ?? null;
}
