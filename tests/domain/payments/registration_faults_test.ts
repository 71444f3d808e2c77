// The fault table of money: before its provider knows of a payment. Numbers are rows.
import assert from "node:assert/strict";
import { paymentDecider } from "../../../domain/payments/decide.ts";
import type { PaymentEvent } from "../../../domain/payments/events.ts";
import { kopecks } from "../../../domain/shared/money.ts";
import { given } from "../../support/given.ts";
import {
  about,
  LATER,
  observe,
  paid,
  play,
  registered,
  requested,
  start,
  succeeded,
  withPromo,
} from "./story.ts";

type Requested = Extract<PaymentEvent, { type: "PaymentRequested" }>;
const order = (requested as Requested).data;
const submit = { type: "SubmitPayment", idempotenceKey: "k", body: "{}", at: LATER } as const;
const unknown = { type: "NoteUnknownRegistration", attempt: 1, error: "HTTP 500", at: LATER } as const;

Deno.test("faults 3, 4, 9, 10: the call is stored before it is made, and a repeat is the same to the byte", () => {
  const first: PaymentEvent = {
    type: "PaymentSubmitted",
    data: { ...about, idempotenceKey: "k", body: "{}" },
  };
  given(paymentDecider, requested).when(submit).then(first);
  given(paymentDecider, requested, first).when({ ...submit, idempotenceKey: "other" }).nothingHappens();
});

Deno.test("faults 4, 5: an unknown answer leaves the payment open, and the lost one is found later", () => {
  const noted: PaymentEvent = {
    type: "PaymentRegistrationUnknown",
    data: { ...about, attempt: 1, error: "HTTP 500" },
  };
  given(paymentDecider, requested).when(unknown).then(noted);
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

Deno.test("fault 47: a price of nothing is paid at once, and no provider is asked", () => {
  const free = { ...start, promoCode: "FREE2026", discount: kopecks(49_900), amount: kopecks(0) };
  const history = play([free, submit]);
  assert.deepEqual(history.map(({ type }) => type), ["PaymentRequested", "PaymentSucceeded"]);
});

Deno.test("fault 54: a payment nobody comes back to ends by itself, and its code with it", () => {
  const late = { type: "ExpirePayment", at: order.openUntil } as const;
  given(paymentDecider, withPromo).when({ ...late, at: LATER }).nothingHappens();
  given(paymentDecider, withPromo).when(late).then({
    type: "PaymentExpired",
    data: { ...about, at: order.openUntil, promoCode: "VESNA2026" },
  });
  given(paymentDecider, requested, registered, succeeded).when(late).nothingHappens();
});

Deno.test("asking for the same payment twice does nothing, and for another under its id is refused", () => {
  given(paymentDecider, requested).when(start).nothingHappens();
  given(paymentDecider, requested).when({ ...start, amount: kopecks(1) }).refused("payment_exists");
  given(paymentDecider).when(paid).refused("payment_not_found");
});
