// What a subscription is at a moment, when its end is spoken of, and who may have a trial.
import assert from "node:assert/strict";
import { subscriptionDecider } from "../../../domain/subscriptions/decide.ts";
import type { SubscriptionEvent } from "../../../domain/subscriptions/events.ts";
import { periodsOf } from "../../../domain/subscriptions/periods.ts";
import { remindersOf } from "../../../domain/subscriptions/reminders.ts";
import { statusAt } from "../../../domain/subscriptions/status.ts";
import { fold } from "../../../domain/shared/decider.ts";
import { given } from "../../support/given.ts";

const driverId = 700_000_101;
const at = "2026-03-03T11:00:00.000Z";
const trial: SubscriptionEvent = {
  type: "TrialStarted",
  data: { driverId, grantId: "trial", days: 7, at, expiresAt: "2026-03-10T11:00:00.000Z" },
};
const start = { type: "StartTrial", driverId, grantId: "trial", days: 7, at } as const;
const month = {
  type: "GrantPeriod",
  driverId,
  grantId: "p1",
  paymentId: "p1",
  tariffId: "month",
  days: 30,
  paidAt: at,
  at,
} as const;
const { type: _, ...bought } = month;
const granted: SubscriptionEvent = {
  type: "PeriodGranted",
  data: { ...bought, expiresAt: "2026-04-02T11:00:00.000Z" },
};
const on = (time: string, graceDays: number, ...history: SubscriptionEvent[]) =>
  statusAt(periodsOf(fold(subscriptionDecider, history)), Date.parse(time), graceDays).status;

Deno.test("access lasts until the end, exclusive, and grace lasts after it", () => {
  assert.equal(on(at, 0), "none");
  assert.equal(on("2026-03-05T00:00:00Z", 0, trial), "trial");
  assert.equal(on("2026-03-10T10:59:59.999Z", 0, trial), "trial");
  assert.equal(on("2026-03-10T11:00:00Z", 0, trial), "expired");
  assert.equal(on("2026-03-10T11:00:00Z", 3, trial), "grace");
  assert.equal(on("2026-03-13T11:00:00Z", 3, trial), "expired");
  assert.equal(on("2026-03-05T00:00:00Z", 0, granted), "active");
});

Deno.test("what was bought during a trial makes it a subscription, until the money goes back", () => {
  const boughtAfter: SubscriptionEvent = {
    ...granted,
    data: { ...bought, expiresAt: "2026-04-09T11:00:00.000Z" },
  };
  const givenBack: SubscriptionEvent = {
    type: "PeriodRevoked",
    data: { driverId, grantId: "p1", cause: "refund", causeId: "r1", at, expiresAt: trial.data.expiresAt },
  };
  assert.equal(on("2026-03-05T00:00:00Z", 0, trial, boughtAfter), "active");
  assert.equal(on("2026-03-15T00:00:00Z", 0, trial, boughtAfter), "active");
  assert.equal(on("2026-03-05T00:00:00Z", 0, trial, boughtAfter, givenBack), "trial");
});

Deno.test("a trial is started once, and not by those who have paid", () => {
  given(subscriptionDecider).when(start).then(trial);
  given(subscriptionDecider, trial).when(start).nothingHappens();
  given(subscriptionDecider, trial).when({ ...start, grantId: "promo-X-1" }).refused("trial_unavailable");
  given(subscriptionDecider, granted).when(start).refused("trial_unavailable");
});

Deno.test("one payment gives one grant", () => {
  given(subscriptionDecider).when(month).then(granted);
  given(subscriptionDecider, granted).when(month).nothingHappens();
});

Deno.test("fault 43: two payments for one click are both granted, the second flagged", () => {
  const paidAt = "2026-03-03T11:01:00.000Z";
  const twin = { ...month, grantId: "p2", paymentId: "p2", paidAt };
  const { type: _, ...data } = twin;
  given(subscriptionDecider, granted).when(twin).then({
    type: "PeriodGranted",
    data: { ...data, possibleDuplicateOf: "p1", expiresAt: "2026-05-02T11:00:00.000Z" },
  });
});

Deno.test("fault 43: orders of two tariffs that are both paid within the hour are flagged too, later ones are not", () => {
  const flagOf = (paidAt: string) => {
    const decision = subscriptionDecider.decide(
      { ...month, grantId: "p2", paymentId: "p2", tariffId: "quarter", days: 90, paidAt },
      fold(subscriptionDecider, [granted]),
    );
    assert.ok("ok" in decision);
    return decision.ok.map(({ data }) => "possibleDuplicateOf" in data && data.possibleDuplicateOf);
  };
  assert.deepEqual(flagOf("2026-03-03T11:59:00.000Z"), ["p1"]);
  assert.deepEqual(flagOf("2026-03-03T12:01:00.000Z"), [false]);
});

Deno.test("fault 43: a month in Stars bought beside another payment is flagged, its renewals are not", () => {
  const paidAt = "2026-03-03T11:01:00.000Z";
  const inStars = { ...month, paymentId: "p2", paidAt, until: "2026-04-02T11:01:00.000Z" };
  const flagOf = (grantId: string) => {
    const decision = subscriptionDecider.decide(
      { ...inStars, grantId },
      fold(subscriptionDecider, [granted]),
    );
    assert.ok("ok" in decision);
    return decision.ok.map(({ data }) => "possibleDuplicateOf" in data && data.possibleDuplicateOf);
  };
  assert.deepEqual(flagOf("p2"), ["p1"]);
  assert.deepEqual(flagOf("p2+c2"), [false]);
});

Deno.test("who buys again after the money went back whole has not bought twice", () => {
  const about = { driverId: month.driverId, grantId: month.grantId, at: "2026-03-03T11:10:00.000Z" };
  const back = { type: "RevokePeriod", ...about, cause: "refund", causeId: "r1" } as const;
  const refunded = subscriptionDecider.decide(back, fold(subscriptionDecider, [granted]));
  assert.ok("ok" in refunded);
  const history = [granted, ...refunded.ok];
  const again = { ...month, grantId: "p2", paymentId: "p2", paidAt: "2026-03-03T11:20:00.000Z" };
  const decision = subscriptionDecider.decide(again, fold(subscriptionDecider, history));
  assert.ok("ok" in decision);
  assert.ok(decision.ok.every(({ data }) => !("possibleDuplicateOf" in data)));
});

Deno.test("grace days are free: a payment in grace begins when it is paid", () => {
  const paidAt = "2026-03-12T11:00:00.000Z";
  const { type: _, ...data } = { ...month, paidAt };
  given(subscriptionDecider, trial).when({ ...month, paidAt }).then({
    type: "PeriodGranted",
    data: { ...data, expiresAt: "2026-04-11T11:00:00.000Z" },
  });
});

Deno.test("the end is spoken of three days before, one day before and when it comes, if that is still ahead", () => {
  const end = "2026-03-10T11:00:00.000Z";
  const due = (now: string) => remindersOf(end, now).map(({ kind }) => kind);
  assert.deepEqual(due(at), ["ends_in_3_days", "ends_in_1_day", "ended"]);
  assert.deepEqual(due("2026-03-08T11:00:00.000Z"), ["ends_in_1_day", "ended"]);
  assert.deepEqual(due(end), []);
  assert.equal(remindersOf(end, at)[0]?.dueAt, Date.parse("2026-03-07T11:00:00.000Z"));
});
