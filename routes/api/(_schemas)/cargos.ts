// Shapes of loads over HTTP.
import { z } from "zod";
import { Card, Detail, DictionaryItem, Point } from "../../../domain/freight/cargo.ts";

const freshness = { stale: z.boolean(), fetchedAt: z.iso.datetime() };

export const CargosAnswer = z.object({
  data: z.array(Card),
  meta: z.object({
    limit: z.number().int(),
    offset: z.number().int(),
    hasMore: z.boolean(),
    total: z.number().int().optional(),
    ...freshness,
  }),
});
export type CargosAnswer = z.infer<typeof CargosAnswer>;

export const CargoAnswer = z.object({ data: Detail, meta: z.object(freshness) });
export type CargoAnswer = z.infer<typeof CargoAnswer>;

export const PricesAnswer = z.object({
  /** In the order asked. */
  data: z.array(Card.pick({ id: true, price: true, pricePerKm: true }).extend({ gone: z.boolean() })),
  meta: z.object(freshness),
});
export type PricesAnswer = z.infer<typeof PricesAnswer>;

export const PointsAnswer = z.object({ data: z.array(Point) });
export const DictionaryAnswer = z.object({ data: z.array(DictionaryItem) });
