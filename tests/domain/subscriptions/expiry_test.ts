// The end of access is a fold over grants in the order they were paid for, whatever order they are heard of in.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { SubscriptionCommand } from "../../../domain/subscriptions/commands.ts";
import { subscriptionDecider } from "../../../domain/subscriptions/decide.ts";
import type { SubscriptionEvent } from "../../../domain/subscriptions/events.ts";
import type { Grants } from "../../../domain/subscriptions/grants.ts";
import { DAY, expiryOf, periodsOf } from "../../../domain/subscriptions/periods.ts";
import { previewRevocation } from "../../../domain/subscriptions/preview.ts";
import { fold } from "../../../domain/shared/decider.ts";

const driverId = 700_000_101;
const FIRST = Date.parse("2026-03-01T00:00:00.000Z");
const iso = (time: number) => new Date(time).toISOString();

function play(commands: readonly SubscriptionCommand[]): SubscriptionEvent[] {
  const history: SubscriptionEvent[] = [];
  for (const command of commands) {
    const decision = subscriptionDecider.decide(command, fold(subscriptionDecider, history));
    if ("ok" in decision) history.push(...decision.ok);
  }
  return history;
}
const after = (commands: readonly SubscriptionCommand[]): Grants => fold(subscriptionDecider, play(commands));

function grant(id: number, paidAt: number, days: number): SubscriptionCommand {
  const grantId = `p${id}`;
  const at = iso(FIRST + 400 * DAY);
  return {
    type: "GrantPeriod",
    driverId,
    grantId,
    paymentId: grantId,
    tariffId: `t${id}`,
    days,
    paidAt: iso(paidAt),
    at,
  };
}
function revoke(id: number, causeId: string, days?: number): SubscriptionCommand {
  const at = iso(FIRST + 400 * DAY);
  return {
    type: "RevokePeriod",
    driverId,
    grantId: `p${id}`,
    cause: "refund",
    causeId,
    at,
    ...(days !== undefined && { days }),
  };
}
function dispute(id: number, from: number, to: number | null): SubscriptionCommand[] {
  const about = { driverId, grantId: `p${id}`, disputeId: `d${id}`, at: iso(FIRST + 400 * DAY) };
  const begun: SubscriptionCommand = { type: "SuspendPeriod", ...about, from: iso(from) };
  return to === null ? [begun] : [begun, { type: "RestorePeriod", ...about, to: iso(to) }];
}

const days = fc.integer({ min: 1, max: 365 });
const facts = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 300 }),
    days,
    revoked: fc.option(fc.oneof(fc.constant("all" as const), fc.integer({ min: 1, max: 40 }))),
    disputed: fc.option(fc.record({ from: fc.integer({ min: 0, max: 500 }), lasts: fc.option(days) })),
  }),
  { minLength: 1, maxLength: 6 },
).map((all) =>
  all.flatMap(({ at, days, revoked, disputed }, id) => [
    grant(id, FIRST + at * DAY, days),
    ...(revoked === null ? [] : [revoke(id, `r${id}`, revoked === "all" ? undefined : revoked)]),
    ...(disputed === null ? [] : dispute(
      id,
      FIRST + disputed.from * DAY,
      disputed.lasts === null ? null : FIRST + (disputed.from + disputed.lasts) * DAY,
    )),
  ])
);
const shuffled = facts.chain((all) =>
  fc.array(fc.constantFrom(...all), { maxLength: 6 }).chain((again) =>
    fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }).map((order) => ({
      all,
      order,
    }))
  )
);

Deno.test("any order and repetition of grants, refunds and disputes comes to one end of access", () => {
  fc.assert(fc.property(shuffled, ({ all, order }) => {
    assert.deepEqual(periodsOf(after(order)), periodsOf(after(all)));
    assert.deepEqual(after(order), after(all));
  }));
});

Deno.test("days that count are days granted less days taken back, and no grant is given twice", () => {
  fc.assert(fc.property(shuffled, ({ order }) => {
    const history = play(order);
    const grants = history.filter(({ type }) => type === "PeriodGranted");
    assert.equal(new Set(grants.map(({ data }) => data.grantId)).size, grants.length);
    for (const period of periodsOf(fold(subscriptionDecider, history))) {
      const taken = history.flatMap((event) =>
        event.type === "PeriodRevoked" && event.data.grantId === period.grantId
          ? [event.data.days ?? Infinity]
          : []
      ).reduce((sum, days) => sum + days, 0);
      assert.equal(period.days, Math.max(0, period.given.days - taken));
    }
  }));
});

Deno.test("periods never overlap, and none begins before its money came", () => {
  fc.assert(fc.property(facts, (all) => {
    let end = -Infinity;
    for (const { from, to, given } of periodsOf(after(all))) {
      assert.ok(from >= given.at && to >= from);
      if (to > from) {
        assert.ok(from >= end);
        end = to;
      }
    }
  }));
});

Deno.test("fault 52: refund of a grant anywhere in a chain: later ones slide, and the preview is the result", () => {
  fc.assert(
    fc.property(
      facts,
      fc.integer({ min: 0, max: 5 }),
      fc.option(fc.integer({ min: 1, max: 60 })),
      (all, id, some) => {
        const before = after(all);
        if (before[`p${id}`] === undefined) return;
        const days = some ?? undefined;
        const preview = previewRevocation(before, { grantId: `p${id}`, ...(days !== undefined && { days }) });
        const refunded = after([...all, revoke(id, "new", days)]);
        assert.equal(preview.before, expiryOf(before));
        assert.equal(preview.after, expiryOf(refunded));
        assert.deepEqual(preview.periods, periodsOf(refunded));
      },
    ),
  );
});

Deno.test("fault 52: in words: three months, the middle one refunded, the third slides a month earlier", () => {
  const chain = [grant(1, FIRST, 30), grant(2, FIRST + DAY, 30), grant(3, FIRST + 2 * DAY, 30)];
  assert.equal(expiryOf(after(chain)), iso(FIRST + 90 * DAY));
  assert.equal(expiryOf(after([...chain, revoke(2, "r")])), iso(FIRST + 60 * DAY));
});

Deno.test("fault 14: a notification 23 hours late moves nothing: days begin when the provider had the money", () => {
  const [granted] = play([{ ...grant(1, FIRST, 30), at: iso(FIRST + 23 * 3_600_000) }]);
  assert.equal(granted?.data.expiresAt, iso(FIRST + 30 * DAY));
});

Deno.test("fault 53: a dispute cuts access off, and winning it gives back every day that was lost", () => {
  const begun = FIRST + 10 * DAY;
  const open = after([grant(1, FIRST, 30), ...dispute(1, begun, null)]);
  assert.equal(expiryOf(open), iso(begun));
  const won = after([grant(1, FIRST, 30), ...dispute(1, begun, begun + 7 * DAY)]);
  assert.equal(expiryOf(won), iso(FIRST + 37 * DAY));
});

Deno.test("fault 53: a day that was lost to two disputes at once is given back once", () => {
  const won = (disputeId: string, from: number, to: number) =>
    dispute(1, FIRST + from * DAY, FIRST + to * DAY).map((command) => ({ ...command, disputeId }));
  const both = [grant(1, FIRST, 30), ...won("d1", 2, 9), ...won("d2", 4, 11)] as SubscriptionCommand[];
  assert.equal(expiryOf(after(both)), iso(FIRST + 39 * DAY));
  const within = [grant(1, FIRST, 30), ...won("d1", 2, 9), ...won("d2", 4, 6)] as SubscriptionCommand[];
  assert.equal(expiryOf(after(within)), iso(FIRST + 37 * DAY));
});

Deno.test("fault 53: a dispute that is lost takes the whole grant", () => {
  const lost: SubscriptionCommand = { ...revoke(1, "d1"), cause: "dispute" } as SubscriptionCommand;
  assert.equal(expiryOf(after([grant(1, FIRST, 30), ...dispute(1, FIRST + DAY, null), lost])), null);
});

Deno.test("a purchase during a trial goes on from the end of the trial", () => {
  const trial: SubscriptionCommand = {
    type: "StartTrial",
    driverId,
    grantId: "trial",
    days: 7,
    at: iso(FIRST),
  };
  assert.equal(expiryOf(after([trial, grant(1, FIRST + DAY, 30)])), iso(FIRST + 37 * DAY));
});

Deno.test("a month its provider renews, bought while days are left, is added to them", () => {
  const beside = { ...grant(2, FIRST + DAY, 30), until: iso(FIRST + 31 * DAY) } as SubscriptionCommand;
  assert.equal(expiryOf(after([grant(1, FIRST, 30), beside])), iso(FIRST + 60 * DAY));
});

Deno.test("a renewal lasts until the day its provider names, whatever is left", () => {
  const until = iso(FIRST + 31 * DAY);
  const charge = { ...grant(2, FIRST + DAY, 30), paymentId: "p1", until } as SubscriptionCommand;
  assert.equal(expiryOf(after([grant(1, FIRST, 30), charge])), until);
});

Deno.test("a renewal lasts until the day its provider names", () => {
  const until = FIRST + 31 * DAY;
  const renewal = { ...grant(1, FIRST, 30), until: iso(until) } as SubscriptionCommand;
  assert.equal(expiryOf(after([renewal])), iso(until));
});
