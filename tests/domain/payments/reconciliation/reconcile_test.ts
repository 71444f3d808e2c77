// Asking providers in time, and comparing what they have with what we have to the kopeck.
import fc from "fast-check";
import assert from "node:assert/strict";
import { nextPoll } from "../../../../domain/payments/reconciliation/poll_schedule.ts";
import {
  compareSweep,
  SWEEPS_STREAM,
  type SweptPayment,
} from "../../../../domain/payments/reconciliation/sweep.ts";
import { by, moneyOnKv } from "../money_on_kv.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

Deno.test("a payment is asked about after 1, 2, 3, 5 … 55 minutes, then hourly, then daily, then no more", () => {
  const steps: number[] = [];
  for (let at = nextPoll(0, 0); at !== null; at = nextPoll(0, at)) steps.push(at);
  assert.deepEqual(steps.slice(0, 11).map((at) => at / MINUTE), [1, 2, 3, 5, 8, 13, 21, 34, 55, 60, 120]);
  const hours = steps.slice(9).map((at) => at / HOUR);
  assert.deepEqual(hours.slice(0, 25), Array.from({ length: 25 }, (_, hour) => hour + 1));
  assert.deepEqual(hours.slice(25), [49, 73, 97, 121, 145, 169]);
  assert.ok(steps.at(-1)! <= 8 * DAY);
});

Deno.test("fault 55: the next question is always ahead, however the clock jumps", () => {
  const time = fc.integer({ min: 0, max: 10 * DAY });
  fc.assert(fc.property(time, time, (requestedAt, now) => {
    const next = nextPoll(requestedAt, now);
    if (next !== null) assert.ok(next > now && next <= Math.max(now, requestedAt) + DAY);
  }));
});

const window = { provider: "yookassa", from: "2026-03-01", to: "2026-03-04" } as const;
const one = (providerPaymentId: string, changes: Partial<SweptPayment> = {}): SweptPayment => ({
  providerPaymentId,
  succeeded: true,
  minor: 49_900,
  refundedMinor: 0,
  ...changes,
});

Deno.test("sweeps are read newest first, whichever provider they are of", async () => {
  await using money = await moneyOnKv();
  const swept = [["yookassa", 4], ["stars", 5], ["yookassa", 6], ["stars", 3]] as const;
  for (const [provider, day] of swept) {
    const report = compareSweep({ provider, from: "2026-03-01", to: `2026-03-0${day}` }, [], []);
    await money.log.append({
      streams: [{ streamId: SWEEPS_STREAM, expectedVersion: "any", events: [report] }],
      meta: { at: "2026-03-07T00:00:00.000Z", actor: by.actor, correlationId: "test" },
    });
  }
  await money.caughtUp();
  assert.deepEqual((await money.payments.sweeps()).map(({ provider, to }) => `${provider} ${to}`), [
    "yookassa 2026-03-06",
    "stars 2026-03-05",
    "yookassa 2026-03-04",
    "stars 2026-03-03",
  ]);
});

Deno.test("fault 62: a sweep names what only one side has and what differs by a kopeck", () => {
  const remote = [one("a"), one("b"), one("c", { refundedMinor: 1 }), one("d", { succeeded: false })];
  const local = [one("a"), one("c"), one("e")];
  const { data } = compareSweep(window, remote, local);
  assert.deepEqual([data.remoteOnly, data.localOnly, data.different, data.clean], [
    ["b"],
    ["e"],
    ["c"],
    false,
  ]);
  assert.deepEqual(data.remote, { count: 3, minor: 149_700, refundedMinor: 1 });
  assert.deepEqual(data.local, { count: 3, minor: 149_700, refundedMinor: 0 });
});

Deno.test("a sweep is clean when both sides have the same money, in whatever order", () => {
  const { data } = compareSweep(window, [one("a"), one("b")], [one("b"), one("a")]);
  assert.equal(data.clean, true);
});
