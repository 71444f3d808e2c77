// What a promo code gives, to whom and until when (contract 5.4).
import { z } from "zod";
import { type Money, percentOf } from "../shared/money.ts";
import { PromoCode } from "./code.ts";

export const PromoType = z.enum(["percent", "fixed", "days", "trial"]);
export type PromoType = z.infer<typeof PromoType>;

const limit = z.int("invalid_limit").min(1, "invalid_limit").max(1_000_000, "invalid_limit");
const time = z.iso.datetime({ offset: true, error: "invalid_time" }).transform((text) =>
  new Date(text).toISOString()
);

export const PromoTerms = z.object({
  type: PromoType,
  /** Percent 1–100, kopecks off, or days. */
  value: z.int("invalid_value").min(1, "invalid_value"),
  /** Inclusive and exclusive; ISO 8601, kept as UTC. */
  validFrom: time,
  validTo: time,
  totalLimit: limit.optional(),
  perUserLimit: limit.default(1),
  tariffIds: z.array(z.string().max(32)).max(20).optional(),
  /** Kopecks: the least price the code is good for. */
  minAmount: z.int("invalid_amount").min(0, "invalid_amount").optional(),
  firstPurchaseOnly: z.boolean().optional(),
});
export type PromoTerms = z.infer<typeof PromoTerms>;

/** Percent, kopecks (no card pays more at once; yookassa.ru, bank cards), and ten years of days. */
const MOST: Readonly<Record<PromoType, number>> = {
  percent: 100,
  fixed: 35_000_000,
  days: 3660,
  trial: 3660,
};

/** The form of staff. `code` absent: one is made up. Messages are codes with sentences in texts/. */
export const PromoForm = PromoTerms.extend({ code: PromoCode.optional() })
  .refine(({ type, value }) => value <= MOST[type], { path: ["value"], error: "invalid_value" })
  .refine(({ validFrom, validTo }) => !(Date.parse(validFrom) >= Date.parse(validTo)), {
    path: ["validTo"],
    error: "invalid_period",
  })
  // Days without a payment are for once, or somebody would live on them.
  .transform((form) => isDiscount(form.type) ? form : { ...form, perUserLimit: 1 });
export type PromoForm = z.infer<typeof PromoForm>;

/** Whether the code makes a price smaller; the others give days. */
export function isDiscount(type: PromoType): boolean {
  return type === "percent" || type === "fixed";
}

/** What a code would be used for. */
export interface Purchase {
  readonly tariffId: string;
  /** The tariff's price in roubles, before any discount and whatever it is paid in. */
  readonly listPrice: Money;
  readonly firstPurchase: boolean;
}

export function isMeantFor(
  { tariffIds, minAmount = 0, firstPurchaseOnly = false }: PromoTerms,
  { tariffId, listPrice, firstPurchase }: Purchase,
): boolean {
  if (tariffIds && !tariffIds.includes(tariffId)) return false;
  return listPrice.minor >= minAmount && (firstPurchase || !firstPurchaseOnly);
}

/** `at` is ISO 8601 UTC. */
export function isInForce({ validFrom, validTo }: PromoTerms, at: string): boolean {
  return validFrom <= at && at < validTo;
}

export interface Discounted {
  readonly discount: Money;
  readonly amount: Money;
}

/** The price after a code, and whom it is for. */
export interface Quote extends Discounted {
  readonly firstPurchaseOnly: boolean;
}

/** No card pays less than a rouble (yookassa.ru, bank cards). */
const LEAST_KOPECKS = 100;

/**
 * The price after the code; null when the code is not good for it (kopecks off a price in Stars). A result between
 * nothing and one rouble is raised to one rouble or becomes nothing, as set.
 */
export function discounted(
  { type, value }: Pick<PromoTerms, "type" | "value">,
  price: Money,
  belowMinimum: "raise" | "zero",
): Discounted | null {
  if (!isDiscount(type) || (type === "fixed" && price.currency !== "RUB")) return null;
  const off = type === "percent" ? percentOf(price.minor, value) : value;
  const rest = Math.max(price.minor - off, 0);
  const tooSmall = price.currency === "RUB" && rest > 0 && rest < LEAST_KOPECKS;
  const least = belowMinimum === "zero" ? 0 : Math.min(LEAST_KOPECKS, price.minor);
  const minor = tooSmall ? least : rest;
  return {
    discount: { ...price, minor: price.minor - minor },
    amount: { ...price, minor },
  };
}
