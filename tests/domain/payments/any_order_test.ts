// Whatever a provider says, in any order and any number of times, comes to one state.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { PaymentCommand } from "../../../domain/payments/commands.ts";
import type { PaymentEvent } from "../../../domain/payments/events.ts";
import { foldPayment, type PaymentRow } from "../../../domain/payments/view.ts";
import { moneyDays } from "../../../domain/history/money_days.ts";
import { stored } from "../../support/stored.ts";
import { charge, inStars } from "./stars_story.ts";
import {
  canceled,
  count,
  held,
  observe,
  observeRefund,
  paid,
  pending,
  play,
  requested,
  stateAfter,
} from "./story.ts";

const part = (providerRefundId: string, minor: number) =>
  observeRefund({ providerRefundId, amount: { minor, currency: "RUB" } });
const facts: readonly PaymentCommand[] = [
  pending,
  held,
  paid,
  canceled,
  observe({ amount: { minor: 49_901, currency: "RUB" }, status: "pending" }),
  part("r-1", 10_000),
  part("r-2", 39_900),
];
/** Every fact at least once, some again, in any order. */
const anyOrder = (facts: readonly PaymentCommand[]) =>
  fc.array(fc.constantFrom(...facts), { maxLength: 10 }).chain((again) =>
    fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length })
  );

const lost: PaymentCommand = {
  type: "SettleDispute",
  disputeId: "d1",
  outcome: "lost",
  closedAt: "2026-03-12T09:00:00.000Z",
  at: "2026-03-12T09:05:00.000Z",
};

for (const [name, end] of [["", []], [", a lost dispute among them,", [lost]]] as const) {
  Deno.test(`any order and repetition of facts${name} comes to one state`, () => {
    const expected = stateAfter(play([...facts, ...end], [requested]));
    fc.assert(fc.property(anyOrder([...facts, ...end]), (order) => {
      assert.deepEqual(stateAfter(play(order, [requested])), expected);
    }));
  });
}

Deno.test("any order and repetition of facts succeeds once, and gives back what came and no more", () => {
  fc.assert(fc.property(anyOrder(facts), (order) => {
    const history = play(order, [requested]);
    assert.equal(count(history, "PaymentSucceeded"), 1);
    assert.equal(count(history, "PaymentRefunded"), 2);
    const row = stored("payment-p1", ...history).reduce<PaymentRow | null>(foldPayment, null);
    assert.deepEqual([row?.status, row?.receivedMinor, row?.refundedMinor], ["refunded", 49_900, 49_900]);
  }));
});

Deno.test("any order and repetition of a subscription's charges comes to one state, with nothing odd about it", () => {
  const until = (month: number) => `2026-0${month}-02T11:00:00.000Z`;
  const charges = [
    charge("c1", { paidAt: "2026-03-03T11:02:00.000Z", until: until(4) }),
    charge("c2", { paidAt: "2026-04-02T11:02:00.000Z", until: until(5), renewal: true }),
    charge("c3", { paidAt: "2026-05-02T11:02:00.000Z", until: until(6), renewal: true }),
  ];
  const rowAfter = (history: PaymentEvent[]) => {
    const row = stored("payment-p1", ...history).reduce<PaymentRow | null>(foldPayment, null)!;
    return { ...row, state: stateAfter(history) };
  };
  const expected = rowAfter(play(charges, [inStars]));
  assert.deepEqual([expected.providerPaymentId, expected.anomalies], ["c1", []]);
  fc.assert(fc.property(anyOrder(charges), (order) => {
    assert.deepEqual(rowAfter(play(order, [inStars])), expected);
  }));
});

const MARCH = (day: number) => `2026-03-${String(day).padStart(2, "0")}T09:00:00.000Z`;

/** What came by all days, and what went back. */
function byDays(history: readonly PaymentEvent[]): { came: number; back: number } {
  const sums = { came: 0, back: 0 };
  for (const event of stored("payment-p1", ...history)) {
    for (const key of moneyDays.keys(event)) {
      const { revenue, refunded } = moneyDays.fold(null, event, key)!;
      sums.came += revenue.RUB ?? 0;
      sums.back += refunded.RUB ?? 0;
    }
  }
  return sums;
}

Deno.test("whatever refunds and lost disputes are asked for and reported, no more goes back than came", () => {
  const minor = fc.integer({ min: 1, max: 60_000 });
  const id = fc.constantFrom("a", "b", "c", "d");
  const step = fc.oneof(
    fc.record({ id, minor }).map(({ id, minor }): PaymentCommand => ({
      type: "RequestRefund",
      refundId: id,
      amount: { minor, currency: "RUB" },
      reason: "просил",
      partialRefunds: true,
      by: "7",
      secondAdminFrom: 0,
      at: "2026-03-04T09:00:00.000Z",
    })),
    fc.record({ id, minor, status: fc.constantFrom("pending", "succeeded", "canceled") }).map((
      { id, minor, status },
    ): PaymentCommand =>
      observeRefund({
        providerRefundId: `r-${id}`,
        amount: { minor, currency: "RUB" },
        status: status as "pending",
        at: MARCH(4 + minor % 5),
      })
    ),
    fc.record({ id, outcome: fc.constantFrom("open", "won", "lost"), day: fc.integer({ min: 4, max: 8 }) })
      .map((
        { id: disputeId, outcome, day },
      ): PaymentCommand =>
        outcome === "open"
          ? { type: "OpenDispute", disputeId, openedAt: MARCH(day), suspends: true, at: MARCH(day) }
          : {
            type: "SettleDispute",
            disputeId,
            outcome: outcome as "won",
            closedAt: MARCH(day),
            at: MARCH(day),
          }
      ),
  );
  fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
    const history = play([pending, paid, ...steps], [requested]);
    const row = stored("payment-p1", ...history).reduce<PaymentRow | null>(foldPayment, null)!;
    assert.ok(row.refundedMinor <= row.receivedMinor);
    assert.deepEqual(byDays(history), { came: row.receivedMinor, back: row.refundedMinor });
    // Nobody is asked to give back what the bank has taken.
    const lost = history.findIndex(({ type }) => type === "DisputeLost");
    const after = lost < 0 ? [] : history.slice(lost);
    assert.equal(count(after, "RefundRequested"), 0);
  }));
});

Deno.test("nothing is paid for without a succeeded fact that fits", () => {
  const others = facts.filter((fact) => fact !== paid);
  fc.assert(fc.property(fc.array(fc.constantFrom(...others), { maxLength: 12 }), (order) => {
    assert.equal(count(play(order, [requested]), "PaymentSucceeded"), 0);
  }));
});
