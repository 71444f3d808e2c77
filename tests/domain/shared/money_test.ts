// Money never meets a fraction: parsed by digits, printed with two of them, halves of a kopeck rounded up.
import assert from "node:assert/strict";
import fc from "fast-check";
import { parseMinor, percentOf, printMinor } from "../../../domain/shared/money.ts";

const amounts = fc.integer({ min: 0, max: 99_999_999_999_999 });

Deno.test("every amount is read as it was written", () => {
  fc.assert(fc.property(amounts, (minor) => assert.equal(parseMinor(printMinor(minor)), minor)), {
    numRuns: 2000,
  });
});

Deno.test("amounts are read digit by digit, with two decimals or fewer", () => {
  const read = ["1.15", "19.99", "990", "990.5", "0.01", "0", "999999999999.99"].map(parseMinor);
  assert.deepEqual(read, [115, 1999, 99_000, 99_050, 1, 0, 99_999_999_999_999]);
});

Deno.test("what is no amount is none", () => {
  for (
    const text of [
      "",
      "-1.00",
      "+1",
      "1e3",
      "1,50",
      "1 000.00",
      "1.005",
      ".5",
      "1.",
      "NaN",
      "1000000000000",
      "１",
      "1\n",
    ]
  ) assert.equal(parseMinor(text), null, JSON.stringify(text));
});

Deno.test("a percentage is rounded half up and never more than the whole", () => {
  assert.deepEqual([percentOf(150, 1), percentOf(149, 1), percentOf(49_900, 33), percentOf(1, 50)], [
    2,
    1,
    16_467,
    1,
  ]);
  const percent = fc.integer({ min: 0, max: 100 });
  fc.assert(fc.property(amounts, percent, (minor, percent) => {
    const part = percentOf(minor, percent);
    assert.ok(part >= 0 && part <= minor);
    // Twice the error is at most one kopeck, to the penny.
    const twice = 2n * (BigInt(part) * 100n - BigInt(minor) * BigInt(percent));
    assert.ok(twice <= 100n && twice > -100n);
  }));
});
