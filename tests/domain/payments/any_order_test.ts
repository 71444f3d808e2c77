// Whatever a provider says, in any order and any number of times, comes to one state.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { PaymentCommand } from "../../../domain/payments/commands.ts";
import { foldPayment, type PaymentRow } from "../../../domain/payments/view.ts";
import { stored } from "../../support/stored.ts";
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
const orders = fc.array(fc.constantFrom(...facts), { maxLength: 10 }).chain((again) =>
  fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length })
);

Deno.test("any order and repetition of facts comes to one state", () => {
  const expected = stateAfter(play(facts, [requested]));
  fc.assert(fc.property(orders, (order) => {
    assert.deepEqual(stateAfter(play(order, [requested])), expected);
  }));
});

Deno.test("any order and repetition of facts succeeds once, and gives back what came and no more", () => {
  fc.assert(fc.property(orders, (order) => {
    const history = play(order, [requested]);
    assert.equal(count(history, "PaymentSucceeded"), 1);
    assert.equal(count(history, "PaymentRefunded"), 2);
    const row = stored("payment-p1", ...history).reduce<PaymentRow | null>(foldPayment, null);
    assert.deepEqual([row?.status, row?.receivedMinor, row?.refundedMinor], ["refunded", 49_900, 49_900]);
  }));
});

Deno.test("whatever refunds are asked for and reported, no more goes back than came", () => {
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
      })
    ),
  );
  fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
    const row = stored("payment-p1", ...play([pending, paid, ...steps], [requested]))
      .reduce<PaymentRow | null>(foldPayment, null);
    assert.ok(row!.refundedMinor <= row!.receivedMinor);
  }));
});

Deno.test("nothing is paid for without a succeeded fact that fits", () => {
  const others = facts.filter((fact) => fact !== paid);
  fc.assert(fc.property(fc.array(fc.constantFrom(...others), { maxLength: 12 }), (order) => {
    assert.equal(count(play(order, [requested]), "PaymentSucceeded"), 0);
  }));
});
