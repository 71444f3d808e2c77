// Who cannot be written to, and since when.
import assert from "node:assert/strict";
import type { ReachabilityEvent } from "../../../domain/reachability/events.ts";
import { createReachability } from "../../../domain/reachability/mod.ts";
import { unreachable } from "../../../domain/reachability/view.ts";
import { folded } from "../../support/folded.ts";
import { stored } from "../../support/stored.ts";

const driverId = 700_000_101;
const chat = String(driverId);
const lost: ReachabilityEvent = { type: "DriverUnreachable", data: { driverId, reason: "blocked" } };
const found: ReachabilityEvent = { type: "DriverReachable", data: { driverId } };
/** Events are a minute apart; it is `days` after the first. */
const daysAfter = (days: number, ...events: ReachabilityEvent[]) => {
  const happened = stored(`reachability-${chat}`, ...events);
  const now = Date.parse(happened[0]?.meta.at ?? "2026-03-03") + days * 86_400_000;
  return createReachability({ view: folded(unreachable, happened), clock: () => now });
};
const after = (...events: ReachabilityEvent[]) => daysAfter(0, ...events);
const append = (event: ReachabilityEvent) => [{
  streamId: `reachability-${chat}`,
  expectedVersion: "any",
  events: [event],
}];

Deno.test("a driver is lost once and found once, however often it shows", async () => {
  assert.deepEqual(await after().lost(chat, "blocked"), append(lost));
  assert.deepEqual(await after(lost).lost(chat, "blocked"), []);
  assert.deepEqual(await after(lost).found(chat), append(found));
  assert.deepEqual(await after(lost, found).found(chat), []);
  assert.deepEqual(await after(lost, found).lost(chat, "blocked"), append(lost));
});

Deno.test("who was never lost need not be found", async () => {
  assert.deepEqual(await after().found(chat), []);
});

Deno.test("a group is nobody who could be lost", async () => {
  assert.deepEqual(await after().lost("-1000000001", "blocked"), []);
});

Deno.test("a driver is lost until found", async () => {
  assert.deepEqual(
    [
      await after().isLost(driverId),
      await after(lost).isLost(driverId),
      await after(lost, found).isLost(driverId),
    ],
    [false, true, false],
  );
});

Deno.test("who is lost is worth one try a day, and lost again by one that fails", async () => {
  for (const failures of [[lost], [lost, lost]]) {
    assert.equal(await daysAfter(0.9, ...failures).isWorthTrying(driverId), false);
    assert.deepEqual(await daysAfter(0.9, ...failures).lost(chat, "blocked"), []);
    const later = daysAfter(1.01, ...failures);
    assert.deepEqual([await later.isWorthTrying(driverId), await later.isLost(driverId)], [true, true]);
    assert.deepEqual(await later.lost(chat, "blocked"), append(lost));
  }
  assert.equal(await after(lost, found).isWorthTrying(driverId), true);
});

Deno.test("a try that failed counts its own day", () => {
  const [first, second] = stored(`reachability-${chat}`, lost, lost);
  assert.ok(first && second);
  const since = first.meta.at;
  const row = unreachable.fold(unreachable.fold(null, first, [driverId]), second, [driverId]);
  assert.deepEqual(row, { driverId, reason: "blocked", since, triedAt: second.meta.at });
});
