// Whether and how a driver hears of new loads.
import assert from "node:assert/strict";
import {
  DAILY_LIMIT,
  isDigest,
  loadAlerts,
  type LoadAlertsRow,
} from "../../../domain/searches/load_alerts.ts";
import type { LoadsMatched } from "../../../domain/searches/events.ts";
import { planAlert } from "../../../domain/searches/plan_alert.ts";
import type { SearchRow } from "../../../domain/searches/view.ts";
import { whenLoadsMatchedAlertDriver } from "../../../domain/processes/when_loads_matched_alert_driver.ts";
import { stored } from "../../support/stored.ts";
import { cargo } from "../responses/story.ts";
import { about, NOON, terms } from "./story.ts";

const search: SearchRow = {
  ...about,
  ...terms,
  savedAt: NOON,
  watchedSince: NOON,
  matched: 0,
  version: 1,
};
const loads = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ ...cargo, id: String(from + n + 1) }));
const DAY = Date.parse("2026-03-03T12:00:00Z");
const NIGHT = Date.parse("2026-03-03T20:00:00Z");

function plan(cargos: ReturnType<typeof loads>, row: LoadAlertsRow | null = null, now = DAY) {
  return planAlert({ search, found: { cargos, more: 0, since: NOON }, row, now });
}
const fold = (row: LoadAlertsRow | null, event: LoadsMatched) =>
  loadAlerts.fold(row, stored("s", event)[0]!, [1]);
const kinds = (event: LoadsMatched | null) =>
  event === null ? [] : whenLoadsMatchedAlertDriver(event).map(({ kind }) => kind);

Deno.test("five new loads are five messages, six are one", () => {
  assert.deepEqual(kinds(plan(loads(5))), Array(5).fill("driver_load_matched"));
  assert.deepEqual(kinds(plan(loads(6))), ["driver_loads_digest"]);
});

Deno.test("more loads than one fact keeps are counted", () => {
  const { cargos, more } = plan(loads(30))!.data;
  assert.deepEqual([cargos.length, more], [20, 10]);
});

Deno.test("nobody hears of a load twice", () => {
  const row = fold(null, plan(loads(2))!);
  assert.deepEqual(plan(loads(3), row)?.data.cargos.map(({ id }) => id), ["3"]);
  assert.equal(plan(loads(2), row), null);
});

Deno.test("the fiftieth message of a day is the last and says so; the next day goes on", () => {
  const row: LoadAlertsRow = {
    driverId: about.driverId,
    day: "2026-03-03",
    messages: DAILY_LIMIT - 3,
    told: [],
    waiting: [],
  };
  assert.equal(plan(loads(2), row)?.data.last, undefined);
  const last = plan(loads(3), row)!;
  assert.deepEqual([last.data.last, kinds(last)], [true, ["driver_loads_digest"]]);
  const full = { ...row, messages: DAILY_LIMIT };
  assert.equal(plan(loads(1), full), null);
  assert.notEqual(plan(loads(1), full, DAY + 24 * 3_600_000), null);
});

Deno.test("what appears in the quiet hours is one message at their end, however many looks found it", () => {
  const first = plan(loads(2), null, NIGHT)!;
  const row = fold(null, first);
  const second = plan(loads(9), row, NIGHT + 60_000)!;
  const messages = [first, second].flatMap(whenLoadsMatchedAlertDriver);
  const morning = Date.parse("2026-03-04T04:00:00Z");
  assert.deepEqual(
    messages.map(({ kind, dueAt }) => [kind, dueAt]),
    Array(2).fill(["driver_morning_loads", morning]),
  );
  assert.equal(messages[0]!.id, messages[1]!.id, "queued once: the second has the id of the one that waits");
  assert.equal(row?.messages, 0, "the morning is beside the limit of the day");
});

Deno.test("a match names the version it will have, so that its messages find it", () => {
  assert.equal(plan(loads(1))?.data.number, 2);
  assert.ok(!isDigest(plan(loads(1))!.data));
});

Deno.test("what waited for a morning is kept for a message that is late, though the day brings more", () => {
  const night = plan(loads(1), null, NIGHT)!;
  const morning = fold(null, night);
  const [waiting] = morning!.waiting;
  const [more] = stored("s", plan(loads(1, 5))!);
  const after = (at: string) =>
    loadAlerts.fold(morning, { ...more!, meta: { ...more!.meta, at } }, [1])!.waiting;
  assert.deepEqual(after("2026-03-04T04:10:00.000Z"), [waiting]);
  assert.deepEqual(after("2026-03-05T04:10:00.000Z"), []);
});
