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
    /** Of a sorted list that goes on: how many of its first loads were put in order. */
    sortedFirst: z.number().int().optional(),
    ...freshness,
  }),
});
export type CargosAnswer = z.infer<typeof CargosAnswer>;

export const CountAnswer = z.union([
  z.object({
    /** `exact` is false when there are more than that. */
    data: z.object({ count: z.number().int(), exact: z.boolean() }),
    meta: z.object(freshness),
  }),
  z.object({ data: z.null(), errors: z.array(z.object({ field: z.string(), message: z.string() })) }),
]);
export type CountAnswer = z.infer<typeof CountAnswer>;

export const CargoAnswer = z.object({
  data: Detail,
  /** `contactsHidden`: the contacts are for subscribers, and the caller is none. */
  meta: z.object({ ...freshness, contactsHidden: z.literal(true).optional() }),
});
export type CargoAnswer = z.infer<typeof CargoAnswer>;

export const PricesAnswer = z.object({
  /** In the order asked. */
  data: z.array(Card.pick({ id: true, price: true, pricePerKm: true }).extend({ gone: z.boolean() })),
  meta: z.object(freshness),
});
export type PricesAnswer = z.infer<typeof PricesAnswer>;

export const PointsAnswer = z.object({ data: z.array(Point) });
export const DictionaryAnswer = z.object({ data: z.array(DictionaryItem) });
