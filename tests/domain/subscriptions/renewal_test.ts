// Whether a subscription in Stars goes on by itself: what its provider told last, and what it has charged since.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { SubscriptionCommand } from "../../../domain/subscriptions/commands.ts";
import { subscriptionDecider } from "../../../domain/subscriptions/decide.ts";
import type { SubscriptionEvent } from "../../../domain/subscriptions/events.ts";
import { DAY, periodsOf } from "../../../domain/subscriptions/periods.ts";
import { renewalAt } from "../../../domain/subscriptions/renewal.ts";
import { fold } from "../../../domain/shared/decider.ts";

const driverId = 700_000_101;
const BOUGHT = Date.parse("2026-03-03T11:00:00.000Z");
const DUE = BOUGHT + 30 * DAY;
const iso = (time: number) => new Date(time).toISOString();
type Word = "stopped" | "failed" | "resumed";

function tell(word: Word, sequence: number, at: number): SubscriptionCommand {
  return { type: "ObserveRenewal", driverId, grantId: "p1", word, sequence, at: iso(at) };
}

/** A charge for the `month`th month, paid when it was due; `heard` of later. */
function charge(month: number, heard = 0): SubscriptionCommand {
  const paidAt = BOUGHT + (month - 1) * 30 * DAY;
  return {
    type: "GrantPeriod",
    driverId,
    grantId: month === 1 ? "p1" : `p1+c${month}`,
    paymentId: "p1",
    tariffId: "month",
    days: 30,
    paidAt: iso(paidAt),
    until: iso(paidAt + 30 * DAY),
    at: iso(paidAt + heard),
  };
}
const byCard = (at: number): SubscriptionCommand => ({
  ...{ type: "GrantPeriod", driverId, grantId: "card", paymentId: "card", tariffId: "month", days: 30 },
  ...{ paidAt: iso(at), at: iso(at) },
});

function play(...commands: SubscriptionCommand[]): SubscriptionEvent[] {
  const history: SubscriptionEvent[] = [];
  for (const command of commands) {
    const decision = subscriptionDecider.decide(command, fold(subscriptionDecider, history));
    if ("ok" in decision) history.push(...decision.ok);
  }
  return history;
}
const stateAt = (now: number, ...commands: SubscriptionCommand[]) =>
  renewalAt(fold(subscriptionDecider, play(...commands)), now)?.state ?? null;
const types = (...commands: SubscriptionCommand[]) => play(...commands).map(({ type }) => type);

Deno.test("what was paid for once renews nothing", () => {
  assert.equal(stateAt(BOUGHT + DAY, byCard(BOUGHT)), null);
  assert.equal(stateAt(BOUGHT + DAY), null);
});

Deno.test("a subscription goes on by itself until it is stopped, and again once it is resumed", () => {
  const stopped = tell("stopped", 5, BOUGHT + DAY);
  assert.equal(stateAt(BOUGHT + DAY, charge(1)), "on");
  assert.equal(stateAt(BOUGHT + 2 * DAY, charge(1), stopped), "stopped");
  assert.equal(stateAt(BOUGHT + 2 * DAY, charge(1), stopped, tell("resumed", 6, BOUGHT + DAY)), "on");
  assert.deepEqual(renewalAt(fold(subscriptionDecider, play(charge(1))), BOUGHT), {
    state: "on",
    until: iso(DUE),
  });
});

Deno.test("a stop that is told before the days of its payment are given is kept", () => {
  assert.equal(stateAt(BOUGHT + DAY, tell("stopped", 5, BOUGHT + 1_000), charge(1, 2_000)), "stopped");
});

Deno.test("once what was paid for is over nothing is said of a charge that did not come", () => {
  assert.equal(stateAt(DUE, charge(1)), null);
  assert.equal(stateAt(DUE, charge(1), tell("stopped", 5, BOUGHT + DAY)), null);
});

Deno.test("a failure lasts until its month is paid for, whichever of the two is heard of first", () => {
  const failed = tell("failed", 5, DUE + 1_000);
  assert.equal(stateAt(DUE + DAY, charge(1), failed), "failed");
  assert.equal(stateAt(DUE + DAY, charge(1), failed, charge(2)), "on");
  assert.equal(stateAt(DUE + DAY, charge(1), failed, byCard(DUE + DAY)), null);
});

Deno.test("a charge in the very second of the failure ends it", () => {
  const again = { ...charge(1), grantId: "p1+c2" } as SubscriptionCommand;
  assert.equal(stateAt(BOUGHT + DAY, charge(1), tell("failed", 5, BOUGHT + 700), again), "on");
});

Deno.test("a charge of before that is heard of late does not end a failure", () => {
  const failed = tell("failed", 5, DUE + 1_000);
  assert.equal(stateAt(DUE + DAY, failed, charge(1, 31 * DAY)), "failed");
});

Deno.test("the same news twice, and older news after newer, is nothing new", () => {
  const stopped = tell("stopped", 5, BOUGHT + DAY);
  const resumed = tell("resumed", 6, BOUGHT + DAY + 1_000);
  assert.deepEqual(types(charge(1), stopped, stopped), ["PeriodGranted", "RenewalStopped"]);
  assert.deepEqual(types(charge(1), resumed, stopped), ["PeriodGranted", "RenewalResumed"]);
  assert.equal(stateAt(BOUGHT + 2 * DAY, charge(1), resumed, stopped), "on");
  const twice = [tell("failed", 7, DUE), tell("failed", 8, DUE + DAY)];
  assert.deepEqual(types(charge(1), ...twice), ["PeriodGranted", "RenewalFailed"]);
});

Deno.test("a word heard again counts by its number: an older word that comes late does not win", () => {
  const late = [
    tell("stopped", 10, BOUGHT + DAY),
    tell("stopped", 12, BOUGHT + 2 * DAY),
    tell("resumed", 11, BOUGHT + 2 * DAY + 1_000),
  ];
  assert.equal(stateAt(BOUGHT + 3 * DAY, charge(1), ...late), "stopped");
});

Deno.test("the next month's failure is another one", () => {
  const [first, second] = [tell("failed", 7, DUE), tell("failed", 9, DUE + 30 * DAY)];
  assert.equal(
    types(charge(1), first, charge(2), second).filter((type) => type === "RenewalFailed").length,
    2,
  );
});

Deno.test("after a week without news Telegram may count from anywhere, and is believed", () => {
  const stopped = tell("stopped", 900, BOUGHT + DAY);
  assert.equal(stateAt(BOUGHT + 9 * DAY, charge(1), stopped, tell("resumed", 3, BOUGHT + 8 * DAY)), "on");
});

Deno.test("news of renewals moves nobody's access, in any order", () => {
  const news = fc.array(fc.record({
    word: fc.constantFrom<Word>("stopped", "failed", "resumed"),
    sequence: fc.integer({ min: 1, max: 9 }),
    at: fc.integer({ min: BOUGHT, max: DUE }),
    before: fc.boolean(),
  }));
  const bare = fold(subscriptionDecider, play(charge(1)));
  fc.assert(fc.property(news, (all) => {
    const said = (when: boolean) =>
      all.filter(({ before }) => before === when).map(({ word, sequence, at }) => tell(word, sequence, at));
    const history = play(...said(true), charge(1), ...said(false));
    assert.deepEqual(periodsOf(fold(subscriptionDecider, history)), periodsOf(bare));
  }));
});
