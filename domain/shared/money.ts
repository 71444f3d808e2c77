// Money is an integer of minor units (kopecks for RUB; Stars, XTR, have none) and a currency.
import { z } from "zod";

export const Currency = z.enum(["RUB", "XTR"]);
export type Currency = z.infer<typeof Currency>;

export const Money = z.object({
  minor: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  currency: Currency,
});
export type Money = z.infer<typeof Money>;

export function kopecks(minor: number): Money {
  return { minor, currency: "RUB" };
}

export function stars(minor: number): Money {
  return { minor, currency: "XTR" };
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}

/** Hundredths of a rouble or of a Star, so that one bound serves both: they cost much the same. */
export function hundredthsOf({ minor, currency }: Money): number {
  return currency === "XTR" ? minor * 100 : minor;
}

/**
 * Minor units of an amount as providers write it: up to 12 digits, a dot, up to two more. Null for anything else:
 * a sign, an exponent, a comma, a space, a third decimal. Digits are counted, not multiplied: `Number("1.15") * 100`
 * is not 115.
 */
export function parseMinor(text: string): number | null {
  const [, whole, fraction = ""] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}

/** Kopecks of roubles as people type them ("95 000", "95000,50 ₽"); null for anything else. */
export function typedKopecks(text: string): number | null {
  return parseMinor(text.replaceAll(/[\s₽]/g, "").replace(",", "."));
}

/** Minor units as providers read them: always a dot and two decimals. */
export function printMinor(minor: number): string {
  return `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
}

/** So many hundredths of an amount, half a unit rounded up. Exact for every amount of `Money`. */
export function percentOf(minor: number, percent: number): number {
  return Number((BigInt(minor) * BigInt(percent) + 50n) / 100n);
}
