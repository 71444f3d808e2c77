// Quiet hours by Moscow's clock: UTC+3 in summer and in winter.
import assert from "node:assert/strict";
import { quietUntil, quietUntilOfAll } from "../../../domain/searches/quiet_hours.ts";

const at = (iso: string) => Date.parse(iso);
const until = (iso: string, from: string, to: string) => {
  const end = quietUntil(at(iso), { from, to });
  return end === null ? null : new Date(end).toISOString();
};

Deno.test("a night over midnight ends in the morning after", () => {
  assert.equal(until("2026-03-03T18:59:59Z", "22:00", "07:00"), null);
  assert.equal(until("2026-03-03T19:00:00Z", "22:00", "07:00"), "2026-03-04T04:00:00.000Z");
  assert.equal(until("2026-03-03T21:30:00Z", "22:00", "07:00"), "2026-03-04T04:00:00.000Z");
  assert.equal(until("2026-03-04T03:59:59Z", "22:00", "07:00"), "2026-03-04T04:00:00.000Z");
  assert.equal(until("2026-03-04T04:00:00Z", "22:00", "07:00"), null);
});

Deno.test("a span within a day ends that day", () => {
  assert.equal(until("2026-07-01T10:59:00Z", "14:00", "15:30"), null);
  assert.equal(until("2026-07-01T11:00:00Z", "14:00", "15:30"), "2026-07-01T12:30:00.000Z");
  assert.equal(until("2026-07-01T12:30:00Z", "14:00", "15:30"), null);
});

Deno.test("without quiet hours it is never quiet", () => {
  assert.equal(quietUntil(at("2026-03-03T23:00:00Z"), undefined), null);
});

Deno.test("of several quiet hours the last one ends the quiet, one that begins before another ends included", () => {
  const all = (iso: string, ...hours: [string, string][]) => {
    const end = quietUntilOfAll(at(iso), [undefined, ...hours.map(([from, to]) => ({ from, to }))]);
    return end === null ? null : new Date(end).toISOString();
  };
  const night = "2026-03-03T20:00:00Z";
  assert.equal(all(night), null);
  assert.equal(all(night, ["22:00", "06:00"], ["21:00", "07:30"]), "2026-03-04T04:30:00.000Z");
  assert.equal(all(night, ["22:00", "02:00"], ["01:00", "08:00"]), "2026-03-04T05:00:00.000Z");
  assert.equal(all(night, ["22:00", "02:00"], ["03:00", "08:00"]), "2026-03-03T23:00:00.000Z");
  assert.equal(all(night, ["20:00", "08:00"], ["08:00", "20:00"]), null, "hours that leave none of the day");
});
