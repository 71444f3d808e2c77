// Arbitrary filters in normal form.
import fc from "fast-check";
import type { CargoFilter, PointFilter, Range } from "../../../domain/freight/filter.ts";
import { CARGO_SORTS } from "../../../domain/freight/sort.ts";

const point: fc.Arbitrary<PointFilter> = fc.record({
  id: fc.integer({ min: 1, max: 2 ** 31 }),
  type: fc.integer({ min: 1, max: 99 }),
  radius: fc.integer({ min: 0, max: 1000 }),
});

function range(max: number): fc.Arbitrary<Range> {
  const bound = fc.oneof(fc.constant(0), fc.constant(max), fc.integer({ min: 0, max }));
  return fc.tuple(bound, bound).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
}

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 8 })
  .map((values) => values.sort((a, b) => a - b));
const date = fc.integer({ min: 0, max: 20_000 })
  .map((day) => new Date(Date.UTC(2000, 0, 1 + day)).toISOString().slice(0, 10));
const tenths = (max: number) => fc.integer({ min: 1, max: max * 10 }).map((value) => value / 10);

export const filters: fc.Arbitrary<CargoFilter> = fc.record({
  limit: fc.integer({ min: 1, max: 100 }),
  offset: fc.integer({ min: 0, max: 10_000 }),
  mode: fc.constantFrom("my" as const, "all" as const),
  truckTypes: ids,
  loadTypes: ids,
  start: point,
  finish: point,
  startDate: date,
  wv: fc.record({ tonnes: tenths(1000), cubicMetres: tenths(200) }),
  price: range(99_999_900),
  pricePerKm: range(99_900),
  distance: range(9999),
  sort: fc.constantFrom(...CARGO_SORTS),
}, { requiredKeys: ["limit", "offset", "mode", "truckTypes", "loadTypes"] });
