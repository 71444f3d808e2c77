// The fault table of money, as far as one payment decides it; numbers are its rows.
import assert from "node:assert/strict";
import { paymentDecider } from "../../../domain/payments/decide.ts";
import type { MismatchKind, PaymentEvent } from "../../../domain/payments/events.ts";
import type { ProviderPayment } from "../../../domain/payments/ports.ts";
import { kopecks, stars } from "../../../domain/shared/money.ts";
import { given } from "../../support/given.ts";
import {
  about,
  AT,
  canceled,
  count,
  driverId,
  held,
  LATER,
  observe,
  observeRefund,
  paid,
  paidAt,
  paymentId,
  pending,
  play,
  providerPaymentId,
  registered,
  requested,
  start,
  stateAfter,
  succeeded,
  theirs,
  withPromo,
} from "./story.ts";

const submit = { type: "SubmitPayment", idempotenceKey: "k", body: "{}", at: LATER } as const;
const unknown = { type: "NoteUnknownRegistration", attempt: 1, error: "HTTP 500", at: LATER } as const;
const expired: PaymentEvent = { type: "PaymentExpired", data: about };
const gone: PaymentEvent = {
  type: "PaymentCanceled",
  data: {
    ...about,
    providerPaymentId,
    party: "payment_network",
    reason: "insufficient_funds",
    via: "webhook",
  },
};
const without = (event: PaymentEvent) => event as Extract<PaymentEvent, { type: "PaymentSucceeded" }>;

Deno.test("fault 1: the same notification a hundred times is one success", () => {
  assert.equal(count(play(Array.from({ length: 100 }, () => paid), [requested]), "PaymentSucceeded"), 1);
});

Deno.test("fault 2: the notification overtakes the answer to our call: the mark links it, the answer changes nothing", () => {
  given(paymentDecider, requested).when(paid).then(succeeded);
  given(paymentDecider, requested, succeeded)
    .when(observe({ status: "pending", confirmationUrl: "https://yoomoney.ru/pay" }, "response"))
    .nothingHappens();
});

Deno.test("faults 3, 4, 9, 10: the call is stored before it is made, and a repeat is the same to the byte", () => {
  const first: PaymentEvent = {
    type: "PaymentSubmitted",
    data: { ...about, idempotenceKey: "k", body: "{}" },
  };
  given(paymentDecider, requested).when(submit).then(first);
  given(paymentDecider, requested, first).when({ ...submit, idempotenceKey: "other" }).nothingHappens();
});

Deno.test("faults 4, 5: an unknown answer leaves the payment open, and the lost one is found later", () => {
  given(paymentDecider, requested).when(unknown).then({
    type: "PaymentRegistrationUnknown",
    data: { ...about, attempt: 1, error: "HTTP 500" },
  });
  const noted: PaymentEvent = {
    type: "PaymentRegistrationUnknown",
    data: { ...about, attempt: 1, error: "HTTP 500" },
  };
  given(paymentDecider, requested, noted)
    .when(observe({ status: "pending", confirmationUrl: "https://yoomoney.ru/pay" }, "response"))
    .then(registered);
});

Deno.test("faults 8, 12: a call that is refused ends the payment, without an orphan", () => {
  const refused: PaymentEvent = {
    type: "PaymentRegistrationRejected",
    data: { ...about, code: "invalid_credentials" },
  };
  given(paymentDecider, requested).when({
    type: "RejectRegistration",
    code: "invalid_credentials",
    at: LATER,
  }).then(refused);
  given(paymentDecider, requested, registered).when({
    type: "RejectRegistration",
    code: "x",
    at: LATER,
  }).nothingHappens();
});

Deno.test("fault 13: a notification that never comes is found by asking", () => {
  given(paymentDecider, requested, registered).when(observe({}, "poll")).then({
    ...without(succeeded),
    data: { ...without(succeeded).data, via: "poll" },
  });
});

Deno.test("fault 15: money held is no news after the success", () => {
  given(paymentDecider, requested, registered, succeeded).when(held).then({
    type: "ProviderFactIgnored",
    data: { ...about, providerPaymentId, status: "authorized", why: "late", anomaly: false, via: "webhook" },
  });
});

Deno.test("fault 16: a cancellation after the success changes nothing and asks for a look", () => {
  given(paymentDecider, requested, registered, succeeded).when(canceled).then({
    type: "ProviderFactIgnored",
    data: { ...about, providerPaymentId, status: "canceled", why: "final", anomaly: true, via: "webhook" },
  });
});

for (const [before, anomaly] of [[expired, "after_expiry"], [gone, "after_cancel"]] as const) {
  Deno.test(`fault 17: money that comes ${anomaly.replace("_", " ")} is honoured and flagged`, () => {
    given(paymentDecider, requested, registered, before).when(paid).then({
      ...without(succeeded),
      data: { ...without(succeeded).data, anomaly },
    });
  });
}

Deno.test("fault 18: a refund heard of before the payment comes to the same end", () => {
  const before = stateAfter(play([pending, observeRefund(), paid], [requested]));
  assert.deepEqual(before, stateAfter(play([pending, paid, observeRefund()], [requested])));
});

const mismatches: [row: string, MismatchKind, Partial<ProviderPayment>, expected: string, got: string][] = [
  [
    "19: amount differs by one kopeck more",
    "amount",
    { amount: { minor: 49_901, currency: "RUB" } },
    "49900",
    "49901",
  ],
  [
    "19: amount differs by one kopeck less",
    "amount",
    { amount: { minor: 49_899, currency: "RUB" } },
    "49900",
    "49899",
  ],
  ["20: currency differs", "currency", { amount: { minor: 49_900, currency: "KZT" } }, "RUB", "KZT"],
  ["21: the mark is of somebody else's payment", "metadata", { paymentId: "p2" }, "p1", "p2"],

  ["27: play money in earnest", "test", { test: true }, "false", "true"],
  ["28: another shop's object", "shop", { shop: "1" }, "100500", "1"],
];
for (const [row, kind, changes, expected, got] of mismatches) {
  Deno.test(`fault ${row}: recorded once, nothing granted`, () => {
    const { providerPaymentId: id, amount } = theirs(changes);
    const mismatch: PaymentEvent = {
      type: "PaymentMismatchDetected",
      data: {
        ...about,
        kind,
        expected,
        got,
        providerPaymentId: id,
        status: "succeeded",
        ...amount,
        paidAt,
        via: "webhook",
      },
    };
    given(paymentDecider, requested).when(observe(changes)).then(mismatch);
    given(paymentDecider, requested, mismatch).when(observe(changes)).nothingHappens();
  });
}

Deno.test("fault 21: an object that is not the one we registered is a mismatch, whatever its mark says", () => {
  const [event] = play([observe({ providerPaymentId: "other" })], [requested, registered]).slice(2);
  assert.equal(event?.type, "PaymentMismatchDetected");
  assert.equal(event?.type === "PaymentMismatchDetected" && event.data.kind, "provider_payment_id");
});

Deno.test("fault 19: a person who has looked accepts the money as it is, or does not", () => {
  const odd = observe({ amount: { minor: 49_901, currency: "RUB" } });
  const resolve = {
    type: "ResolveMismatch",
    providerPaymentId,
    reason: "комиссия",
    at: LATER,
  } as const;
  const history = play([odd, { ...resolve, decision: "accepted" }], [requested, registered]);
  const money = history.find((event) => event.type === "PaymentSucceeded");
  assert.deepEqual(money?.data, {
    ...without(succeeded).data,
    amount: kopecks(49_901),
    via: "admin",
  });
  assert.equal(count(play([odd], history), "PaymentMismatchDetected"), 1);
  const dismissed = play([odd, { ...resolve, decision: "dismissed" }], [requested, registered]);
  assert.equal(count(dismissed, "PaymentSucceeded"), 0);
});

Deno.test("faults 24, 25, 26: only a success of the object itself is one: pending and held money grant nothing", () => {
  const history = play([pending, held], [requested]);
  assert.equal(count(history, "PaymentSucceeded"), 0);
  assert.equal(stateAfter(history).status, "authorized");
});

Deno.test("fault 32: a reason nobody has heard of is kept as it is", () => {
  const odd = observe({ status: "canceled", canceled: { party: "martians", reason: "brand_new" } });
  const [, , event] = play([odd], [requested, registered]);
  assert.ok(event?.type === "PaymentCanceled");
  assert.deepEqual([event.data.party, event.data.reason], ["martians", "brand_new"]);
});

Deno.test("fault 35: Stripe's unpaid completion stays pending until the money is there", () => {
  const stripe: PaymentEvent = {
    ...requested,
    data: { ...(requested as Requested).data, provider: "stripe" },
  } as never;
  const unpaid = observe({ provider: "stripe", status: "pending" });
  const history = play([unpaid], [stripe]);
  assert.equal(stateAfter(history).status, "pending");
  assert.equal(stateAfter(play([observe({ provider: "stripe" })], history)).status, "succeeded");
});
type Requested = Extract<PaymentEvent, { type: "PaymentRequested" }>;

Deno.test("fault 37: one logical fact under two event ids is one success", () => {
  assert.equal(count(play([paid, observe({}, "poll")], [requested]), "PaymentSucceeded"), 1);
});

const order = (requested as Requested).data;
const inStars: PaymentEvent = {
  type: "PaymentRequested",
  data: { ...order, provider: "stars", price: stars(350), discount: stars(0), amount: stars(350) },
};
const charge = (id: string, more: Partial<ProviderPayment> = {}) =>
  observe({
    provider: "stars",
    providerPaymentId: id,
    amount: { minor: 350, currency: "XTR" },
    payerId: driverId,
    ...more,
  });

Deno.test("fault 40: an invoice of Stars paid twice is two charges and two grants, the second flagged", () => {
  const history = play([charge("c1"), charge("c2"), charge("c1"), charge("c2")], [inStars]);
  assert.equal(count(history, "PaymentSucceeded"), 1);
  const again = history.filter((event) => event.type === "PaymentRepeated");
  assert.deepEqual(again.map(({ data }) => data.grantId), ["p1+c2"]);
});

Deno.test("fault 41: the same charge again is nothing", () => {
  assert.equal(play([charge("c1"), charge("c1")], [inStars]).length, 2);
});

Deno.test("a renewal of Stars brings the end its provider names", () => {
  const until = "2026-05-02T11:00:00.000Z";
  const [, , renewed] = play([charge("c1"), charge("c2", { renewal: true, until })], [inStars]);
  assert.ok(renewed?.type === "PaymentRepeated");
  assert.deepEqual([renewed.data.renewal, renewed.data.until], [true, until]);
});

Deno.test("somebody else's Stars do not pay a driver's order", () => {
  const [, event] = play([charge("c1", { payerId: 1 })], [inStars]);
  assert.ok(event?.type === "PaymentMismatchDetected" && event.data.kind === "payer");
});

Deno.test("fault 47: a price of nothing is paid at once, and no provider is asked", () => {
  const free = { ...start, promoCode: "FREE2026", discount: kopecks(49_900), amount: kopecks(0) };
  const history = play([free, submit]);
  assert.deepEqual(history.map(({ type }) => type), ["PaymentRequested", "PaymentSucceeded"]);
});

const ask = {
  type: "RequestRefund",
  refundId: "f1",
  amount: kopecks(30_000),
  reason: "просил",
  partialRefunds: true,
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

Deno.test("fault 54: a payment nobody comes back to ends by itself, and its code with it", () => {
  const late = { type: "ExpirePayment", at: order.openUntil } as const;
  given(paymentDecider, withPromo).when({ ...late, at: LATER }).nothingHappens();
  given(paymentDecider, withPromo).when(late).then({
    type: "PaymentExpired",
    data: { ...about, at: order.openUntil, promoCode: "VESNA2026" },
  });
  given(paymentDecider, ...paidHistory).when(late).nothingHappens();
});

Deno.test("fault 55: the time of the money is the provider's, whatever our clock says", () => {
  const [, event] = play([{ ...paid, at: "2020-01-01T00:00:00.000Z" }], [requested]);
  assert.ok(event?.type === "PaymentSucceeded");
  assert.equal(event.data.paidAt, paidAt);
});

Deno.test("fault 59: the price and the days are those of the request", () => {
  const [, event] = play([paid], [requested]);
  assert.ok(event?.type === "PaymentSucceeded");
  assert.deepEqual([event.data.amount, event.data.days], [kopecks(49_900), 30]);
});

Deno.test("fault 60: a refused receipt is noted once, and the payment stays good", () => {
  const refused = observe({ receiptRefused: true }, "poll");
  const history = play([paid, refused, refused], [requested]);
  assert.equal(count(history, "ReceiptRefused"), 1);
  assert.equal(stateAfter(history).status, "succeeded");
});

Deno.test("asking for the same payment twice does nothing, and for another under its id is refused", () => {
  given(paymentDecider, requested).when(start).nothingHappens();
  given(paymentDecider, requested).when({ ...start, amount: kopecks(1) }).refused("payment_exists");
  given(paymentDecider).when(paid).refused("payment_not_found");
});

Deno.test("what is not paid is not given back, nor a part of what goes back only whole", () => {
  given(paymentDecider, requested, registered).when(ask).refused("payment_not_paid");
  given(paymentDecider, ...paidHistory).when({ ...ask, partialRefunds: false }).refused(
    "refund_partial_unsupported",
  );
});
