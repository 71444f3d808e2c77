// The id of a tariff is a name in addresses, forms and objects.
import assert from "node:assert/strict";
import { defaultTariffs, Tariff } from "../../../domain/settings/tariffs.ts";
import { tariffNames } from "../../../texts/tariffs.ts";

Deno.test("an id of a tariff is never a name that every object has of itself", () => {
  const [month] = defaultTariffs(tariffNames);
  const accepts = (id: string) => Tariff.safeParse({ ...month, id }).success;
  assert.deepEqual(["month", "half_year", "30_days", "_x"].map(accepts), Array(4).fill(true));
  assert.deepEqual(
    ["__proto__", "constructor", "", "x".repeat(33), "Month"].map(accepts),
    Array(5).fill(false),
  );
});
