// The fault table of money, as far as one payment decides it; numbers are its rows. Here: what its provider tells of it.
import assert from "node:assert/strict";
import { paymentDecider } from "../../../domain/payments/decide.ts";
import type { PaymentEvent } from "../../../domain/payments/events.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { given } from "../../support/given.ts";
import {
  about,
  canceled,
  count,
  held,
  observe,
  observeRefund,
  paid,
  paidAt,
  pending,
  play,
  providerPaymentId,
  registered,
  requested,
  stateAfter,
  succeeded,
} from "./story.ts";

const success = succeeded as Extract<PaymentEvent, { type: "PaymentSucceeded" }>;
type Requested = Extract<PaymentEvent, { type: "PaymentRequested" }>;

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

Deno.test("fault 1: the same notification a hundred times is one success", () => {
  assert.deepEqual(play(Array.from({ length: 100 }, () => paid), [requested]), [requested, succeeded]);
});

Deno.test("fault 2: the notification overtakes the answer to our call: the mark links it, the answer changes nothing", () => {
  given(paymentDecider, requested).when(paid).then(succeeded);
  given(paymentDecider, requested, succeeded)
    .when(observe({ status: "pending", confirmationUrl: "https://yoomoney.ru/pay" }, "response"))
    .nothingHappens();
});

Deno.test("fault 13: a notification that never comes is found by asking", () => {
  given(paymentDecider, requested, registered).when(observe({}, "poll")).then({
    ...success,
    data: { ...success.data, via: "poll" },
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
      ...success,
      data: { ...success.data, anomaly },
    });
  });
}

Deno.test("fault 18: a refund heard of before the payment comes to the same end", () => {
  const before = stateAfter(play([pending, observeRefund(), paid], [requested]));
  assert.deepEqual(before, stateAfter(play([pending, paid, observeRefund()], [requested])));
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

Deno.test("fault 37: one logical fact under two event ids is one success", () => {
  assert.equal(count(play([paid, observe({}, "poll")], [requested]), "PaymentSucceeded"), 1);
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
