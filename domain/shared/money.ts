// Money is an integer of minor units (kopecks for RUB; Stars, XTR, have none) and a currency.
import { z } from "zod";

export const Money = z.object({
  minor: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  currency: z.enum(["RUB", "XTR"]),
});
export type Money = z.infer<typeof Money>;

export function kopecks(minor: number): Money {
  return { minor, currency: "RUB" };
}
