import assert from "node:assert/strict";
import { endOfMoscowDay, moscowDay } from "../../../domain/shared/moscow.ts";

const lastMoment = Date.parse("2026-12-31T20:59:59.999Z");

Deno.test("a day of Moscow begins at nine in the evening UTC", () => {
  assert.equal(moscowDay(lastMoment), "2026-12-31");
  assert.equal(moscowDay(lastMoment + 1), "2027-01-01");
});

Deno.test("a day of Moscow is over when the next begins", () => {
  assert.equal(endOfMoscowDay("2026-12-31"), lastMoment + 1);
});
