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
const after = (...events: ReachabilityEvent[]) =>
  createReachability({ view: folded(unreachable, stored(`reachability-${chat}`, ...events)) });
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
