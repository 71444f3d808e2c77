// The fault table of money: giving back, and disputes. Numbers are rows.
import assert from "node:assert/strict";
import { paymentDecider } from "../../../domain/payments/decide.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import type { PaymentEvent } from "../../../domain/payments/events.ts";
import { foldPayment, type PaymentRow } from "../../../domain/payments/view.ts";
import { given } from "../../support/given.ts";
import { stored } from "../../support/stored.ts";
import {
  AT,
  count,
  LATER,
  observeRefund,
  paymentId,
  play,
  registered,
  requested,
  stateAfter,
  succeeded,
} from "./story.ts";

const ask = {
  type: "RequestRefund",
  refundId: "f1",
  amount: kopecks(30_000),
  reason: "просил",
  partialRefunds: true,
  by: "7",
  secondAdminFrom: 0,
  at: LATER,
} as const;
const paidHistory = [requested, registered, succeeded] as const;

Deno.test("fault 48: two admins cannot give back more than came", () => {
  const history = play([ask], paidHistory);
  given(paymentDecider, ...history).when({ ...ask, refundId: "f2" }).refused("refund_too_large");
  given(paymentDecider, ...history).when(ask).nothingHappens();
});

Deno.test("fault 49: the answer to a refund is lost: the notification and the repeat are the same refund", () => {
  const mine = { providerRefundId: "r-1", amount: { minor: 30_000, currency: "RUB" } };
  const history = play([ask, observeRefund(mine), observeRefund({ ...mine, refundId: "f1" })], paidHistory);
  const back = history.filter((event) => event.type === "PaymentRefunded");
  assert.deepEqual(back.map(({ data }) => [data.refundId, data.external]), [["f1", false]]);
});

Deno.test("fault 50: a refund that was pending and is canceled fails, and the money may be asked for again", () => {
  const history = play([
    ask,
    observeRefund({ refundId: "f1", status: "pending", amount: ask.amount }),
    observeRefund({ status: "canceled", amount: ask.amount, reason: "insufficient_funds" }),
  ], paidHistory);
  assert.deepEqual(history.slice(3).map(({ type }) => type), [
    "RefundRequested",
    "RefundRegistered",
    "RefundFailed",
  ]);
  assert.equal(count(play([{ ...ask, refundId: "f2" }], history), "RefundRequested"), 2);
});

Deno.test("fault 51: money given back at the provider counts as if we had asked", () => {
  const [, , , back] = play([observeRefund()], paidHistory);
  assert.ok(back?.type === "PaymentRefunded");
  assert.deepEqual([back.data.external, back.data.full, back.data.grantId], [true, true, paymentId]);
});

Deno.test("fault 53: no refund while the bank decides; the end of a dispute counts once, even heard of first", () => {
  const open = {
    type: "OpenDispute",
    disputeId: "d1",
    openedAt: AT,
    suspends: true,
    at: LATER,
  } as const;
  const won = { type: "SettleDispute", disputeId: "d1", outcome: "won", closedAt: LATER, at: LATER } as const;
  given(paymentDecider, ...play([open], paidHistory)).when(ask).refused("refund_disputed");
  assert.deepEqual(
    stateAfter(play([open, won], paidHistory)),
    stateAfter(play([won, open, won], paidHistory)),
  );
});

const lost = {
  type: "SettleDispute",
  disputeId: "d1",
  outcome: "lost",
  closedAt: LATER,
  at: LATER,
} as const;

function moneyOf(history: readonly PaymentEvent[]) {
  const { status, receivedMinor, refundedMinor, anomalies } = stored("payment-p1", ...history)
    .reduce<PaymentRow | null>(foldPayment, null)!;
  return { status, receivedMinor, refundedMinor, anomalies };
}

Deno.test("fault 53: a lost dispute is as a full refund: the money is gone, somebody looks, and no more goes back", () => {
  const history = play([lost], paidHistory);
  const gone = { status: "refunded", receivedMinor: 49_900, refundedMinor: 49_900 };
  assert.deepEqual(moneyOf(history), { ...gone, anomalies: ["dispute_lost"] });
  given(paymentDecider, ...history).when(ask).refused("refund_dispute_lost");
});

Deno.test("fault 53: a refund that waits for its second administrator is not agreed to once the dispute is lost", () => {
  const history = play([{ ...ask, secondAdminFrom: 1 }, lost], paidHistory);
  const approve = {
    type: "ApproveRefund",
    refundId: "f1",
    by: "8",
    reason: "согласен",
    partialRefunds: true,
    at: LATER,
  } as const;
  given(paymentDecider, ...history).when(approve).refused("refund_dispute_lost");
});

Deno.test("fault 53: of a charge that went back in part the bank takes the rest, heard of in either order", () => {
  const back = observeRefund({ amount: { minor: 10_000, currency: "RUB" } });
  for (const order of [[back, lost], [lost, back]]) {
    const { status, refundedMinor } = moneyOf(play(order, paidHistory));
    assert.deepEqual([status, refundedMinor], ["refunded", 49_900]);
  }
});

Deno.test("what is not paid is not given back, nor a part of what goes back only whole", () => {
  given(paymentDecider, requested, registered).when(ask).refused("payment_not_paid");
  given(paymentDecider, ...paidHistory).when({ ...ask, partialRefunds: false }).refused(
    "refund_partial_unsupported",
  );
});
