// A load as drivers see it: the card in the list and everything known on its own page (contracts 2.1–2.3).
import { z } from "zod";
import { Money } from "../shared/money.ts";

/** Whether a text can be a load's id: one load has one spelling, so no leading zeros. */
export function isCargoId(text: string): boolean {
  return /^(?!0.)[A-Za-z0-9]{1,32}$/.test(text);
}

/** Wall-clock date or date-time as CargoTech gives it ("2026-03-01" or "2026-03-01T10:30"); never converted. */
const WallClock = z.string();

export const Card = z.object({
  id: z.string(),
  /** City of loading and of unloading, "" when upstream names none. */
  from: z.string(),
  to: z.string(),
  distanceKm: z.number().optional(),
  loadingDate: WallClock.optional(),
  /** Last day of the loading window when it differs from the first. */
  loadingDateEnd: WallClock.optional(),
  unloadingDate: WallClock.optional(),
  unloadingDateEnd: WallClock.optional(),
  weightKg: z.number().optional(),
  volumeM3: z.number().optional(),
  price: Money.optional(),
  pricePerKm: Money.optional(),
  truckTypes: z.array(z.string()),
  loadTypes: z.array(z.string()),
  company: z.string().optional(),
  response: z.object({ id: z.string(), status: z.string() }).optional(),
  /** Whether it is among the caller's favourites. */
  kept: z.boolean().optional(),
});
export type Card = z.infer<typeof Card>;

/** A load as a driver saw it; part of events, so change it only by adding. */
export const CargoSnapshot = Card.omit({ response: true, kept: true });
export type CargoSnapshot = z.infer<typeof CargoSnapshot>;

export const Detail = Card.extend({
  fromAddress: z.string().optional(),
  toAddress: z.string().optional(),
  comment: z.string().optional(),
  shipper: z.object({ name: z.string(), inn: z.string().optional() }).optional(),
  /** Phones are normalised to +7XXXXXXXXXX where they are Russian. */
  contacts: z.array(z.object({ name: z.string().optional(), phone: z.string().optional() })),
  cargoType: z.string().optional(),
  /** What upstream says beyond the fields above, by name (`krugoreis`, `partialLoad`, `url`, …); JSON scalars. */
  extras: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type Detail = z.infer<typeof Detail>;

export const Point = z.object({ id: z.number().int(), name: z.string(), type: z.number().int().optional() });
export type Point = z.infer<typeof Point>;

export const DictionaryItem = z.object({ id: z.number().int(), name: z.string() });
export type DictionaryItem = z.infer<typeof DictionaryItem>;
