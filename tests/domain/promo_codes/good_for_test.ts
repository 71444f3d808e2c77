// A discount is shown to whom the code would be good for.
import assert from "node:assert/strict";
import { isGoodFor } from "../../../domain/promo_codes/good_for.ts";
import type { PromoCodeRow, PromoUseRow } from "../../../domain/promo_codes/mod.ts";
import { kopecks } from "../../../domain/shared/money.ts";

const code: PromoCodeRow = {
  code: "VESNA",
  type: "percent",
  value: 20,
  validFrom: "2026-03-01T00:00:00.000Z",
  validTo: "2026-04-01T00:00:00.000Z",
  perUserLimit: 1,
  active: true,
  createdAt: "2026-03-01T00:00:00.000Z",
  ...{ reserved: 0, redeemed: 0, released: 0, overLimit: 0 },
};
const asker = {
  driverId: 1,
  tariffId: "month",
  listPrice: kopecks(49_900),
  firstPurchase: true,
  at: "2026-03-03T00:00:00.000Z",
};
const use = (driverId: number, status: PromoUseRow["status"]): PromoUseRow => ({
  ...{ code: "VESNA", useId: `p${driverId}`, driverId, status, at: asker.at, overLimit: false },
});

Deno.test("a code in force is good for whoever has not used it", () => {
  assert.equal(isGoodFor(code, [], asker), true);
  assert.equal(isGoodFor(code, [use(2, "redeemed")], asker), true);
  assert.equal(isGoodFor(code, [use(1, "redeemed")], asker), false);
  assert.equal(isGoodFor(code, [use(1, "released")], asker), true);
});

Deno.test("what the driver holds for an open payment may still be paid with; what others hold is taken", () => {
  const last = { ...code, totalLimit: 1 };
  assert.equal(isGoodFor(last, [use(1, "reserved")], asker), true);
  assert.equal(isGoodFor(last, [use(2, "reserved")], asker), false);
});

Deno.test("a code out of force, of another tariff, price or history is good for nobody", () => {
  const cases: [Partial<PromoCodeRow>, Partial<typeof asker>][] = [
    [{ active: false }, {}],
    [{}, { at: "2026-02-28T23:59:59.999Z" }],
    [{}, { at: "2026-04-01T00:00:00.000Z" }],
    [{ tariffIds: ["year"] }, {}],
    [{ minAmount: 100_000 }, {}],
    [{ firstPurchaseOnly: true }, { firstPurchase: false }],
  ];
  for (const [terms, who] of cases) {
    assert.equal(
      isGoodFor({ ...code, ...terms }, [], { ...asker, ...who }),
      false,
      JSON.stringify([terms, who]),
    );
  }
});
