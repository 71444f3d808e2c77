// How much happened in which hour.
import assert from "node:assert/strict";
import { activity, recentHours } from "../../../domain/history/activity.ts";
import { folded } from "../../support/folded.ts";
import { stored } from "../../support/stored.ts";

const facts = Array.from({ length: 70 }, (_, n) => ({ type: n % 7 === 0 ? "Rare" : "Usual", data: {} }));

Deno.test("an hour has its events by type, and a quiet hour is there with none", async () => {
  // A minute apart from 11:00 UTC.
  const view = folded(activity, stored("s", ...facts));
  const hours = await recentHours(view, 4, Date.parse("2026-03-03T13:59:59.999Z"));
  assert.deepEqual(hours, [
    { at: "2026-03-03T10:00:00.000Z", counts: {} },
    { at: "2026-03-03T11:00:00.000Z", counts: { Rare: 9, Usual: 51 } },
    { at: "2026-03-03T12:00:00.000Z", counts: { Rare: 1, Usual: 9 } },
    { at: "2026-03-03T13:00:00.000Z", counts: {} },
  ]);
});

Deno.test("an hour knows where in the log it begins and ends", async () => {
  const view = folded(activity, stored("s", ...facts));
  const rows = await view.list(["hour"]);
  assert.deepEqual(rows.map(({ row: { first, last } }) => [first, last]), [[1, 60], [61, 70]]);
});
