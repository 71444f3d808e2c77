// What promo codes give: the price after them, and the form they are made with.
import assert from "node:assert/strict";
import { discounted, PromoForm } from "../../../domain/promo_codes/terms.ts";
import { kopecks, stars } from "../../../domain/shared/money.ts";

const terms = {
  type: "percent",
  value: 10,
  validFrom: "2026-03-01T00:00:00.000Z",
  validTo: "2026-04-01T00:00:00.000Z",
  perUserLimit: 1,
};

Deno.test("a discount never makes a price negative, nor one no card pays", () => {
  const off = (type: "percent" | "fixed", value: number, rule: "raise" | "zero" = "raise") =>
    discounted({ type, value }, kopecks(49_900), rule)?.amount.minor;
  assert.deepEqual([off("percent", 10), off("percent", 100), off("fixed", 10_000), off("fixed", 60_000)], [
    44_910,
    0,
    39_900,
    0,
  ]);
  assert.deepEqual([off("fixed", 49_850), off("fixed", 49_850, "zero")], [100, 0]);
  assert.equal(discounted({ type: "fixed", value: 100 }, stars(350), "raise"), null);
  assert.equal(discounted({ type: "percent", value: 50 }, stars(1), "raise")?.amount.minor, 0);
  assert.equal(discounted({ type: "days", value: 7 }, kopecks(49_900), "raise"), null);
});

Deno.test("wrong terms are refused by field", () => {
  const wrong = (changes: object) => {
    const parsed = PromoForm.safeParse({ ...terms, ...changes });
    return parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };
  assert.deepEqual(wrong({}), []);
  assert.deepEqual(wrong({ value: 101 }), ["value: invalid_value"]);
  assert.deepEqual(wrong({ validTo: terms.validFrom }), ["validTo: invalid_period"]);
  assert.deepEqual(wrong({ validFrom: "завтра" }), ["validFrom: invalid_time"]);
  assert.deepEqual(wrong({ totalLimit: 0 }), ["totalLimit: invalid_limit"]);
  assert.equal(PromoForm.parse({ ...terms, type: "days", value: 7, perUserLimit: 5 }).perUserLimit, 1);
});
