// When a favourite's price is news.
import assert from "node:assert/strict";
import { reprice } from "../../../domain/favourite_prices/reprice.ts";
import type { FavouritePriceRow } from "../../../domain/favourite_prices/view.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { cargo, ref } from "../responses/story.ts";

const { driverId } = ref;
const kept = { ...cargo, price: kopecks(10_000_000), pricePerKm: kopecks(5_000) };
const now = (minor: number) => ({
  id: cargo.id,
  price: kopecks(minor),
  pricePerKm: kopecks(6_000),
  gone: false,
});
const told = (minor: number): FavouritePriceRow => ({
  cargo: { ...kept, price: kopecks(minor) },
  before: kept.price,
  times: 1,
});

Deno.test("a price that rose or fell is told with the old one and what a kilometre pays now", () => {
  for (const minor of [11_000_000, 9_000_000]) {
    assert.deepEqual(reprice({ driverId, kept, told: null, now: now(minor) }), {
      type: "FavouriteRepriced",
      data: {
        driverId,
        cargoId: cargo.id,
        cargo: { ...kept, price: kopecks(minor), pricePerKm: kopecks(6_000) },
        before: kopecks(10_000_000),
      },
    });
  }
});

Deno.test("what was told already is compared with what was told, not with what was kept", () => {
  assert.equal(reprice({ driverId, kept, told: told(11_000_000), now: now(11_000_000) }), null);
  const back = reprice({ driverId, kept, told: told(11_000_000), now: now(10_000_000) });
  assert.deepEqual(back?.data.before, kopecks(11_000_000));
});

Deno.test("less than a hundredth of the price is no news, nor is a load without a price or one that is gone", () => {
  assert.equal(reprice({ driverId, kept, told: null, now: now(10_099_999) }), null);
  assert.notEqual(reprice({ driverId, kept, told: null, now: now(10_100_000) }), null);
  assert.equal(reprice({ driverId, kept, told: null, now: { id: cargo.id, gone: false } }), null);
  assert.equal(reprice({ driverId, kept, told: null, now: { ...now(1), gone: true } }), null);
});
