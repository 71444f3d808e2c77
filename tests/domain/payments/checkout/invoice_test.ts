// Invoices in Stars: until somebody pays, the payment goes by its invoice; from then on by the charge.
import assert from "node:assert/strict";
import { invoiceOf } from "../../../../domain/payments/checkout/invoice.ts";
import { type Charging, mayBeCharged } from "../../../../domain/payments/checkout/pre_checkout.ts";
import type { PaymentEvent } from "../../../../domain/payments/events.ts";
import { grantOf, type Known } from "../../../../domain/payments/state.ts";
import { charge, inStars } from "../stars_story.ts";
import { about, count, driverId, observeRefund, paymentId, play, requested, stateAfter } from "../story.ts";

const invoiced = charge(invoiceOf(paymentId), { status: "pending", confirmationUrl: "https://t.me/$slug" });
const [linked] = play([invoiced], [inStars]).slice(1) as [PaymentEvent];

Deno.test("a charge of an invoice grants under the payment's own id and is what a refund is of", () => {
  const history = play([invoiced, charge("c1")], [inStars]);
  const state = stateAfter(history) as Known;
  assert.equal(state.providerPaymentId, "c1");
  assert.equal(grantOf(state, "c1"), paymentId);
  assert.equal(grantOf(state, "c2"), `${paymentId}+c2`);
});

Deno.test("an invoice heard of again, before or after it is paid, is no news", () => {
  const again = charge(invoiceOf(paymentId), { status: "pending" });
  assert.equal(play([invoiced, again, invoiced], [inStars]).length, 2);
  assert.equal(count(play([charge("c1"), invoiced, again], [inStars]), "PaymentRegistered"), 0);
});

Deno.test("whatever comes first, invoice, charge or refund, the end is the same", () => {
  const back = observeRefund({
    provider: "stars",
    providerRefundId: "c1",
    providerPaymentId: "c1",
    amount: { minor: 350, currency: "XTR" },
  });
  const orders = [[invoiced, charge("c1"), back], [charge("c1"), back, invoiced], [
    back,
    charge("c1"),
    invoiced,
  ], [
    invoiced,
    back,
    charge("c1"),
  ]];
  const ends = orders.map((facts) => stateAfter(play(facts, [inStars])));
  for (const end of ends) assert.deepEqual(end, ends[0]);
});

const charging: Charging = { driverId, minor: 350, currency: "XTR" };

Deno.test("an open invoice may be charged to its driver at its price, and only so", () => {
  const open = stateAfter([inStars, linked]);
  assert.equal(mayBeCharged(stateAfter([inStars]), charging), "ok");
  assert.equal(mayBeCharged(open, charging), "ok");
  assert.equal(mayBeCharged(open, { ...charging, driverId: driverId + 1 }), "outdated");
  assert.equal(mayBeCharged(open, { ...charging, minor: 349 }), "outdated");
  assert.equal(mayBeCharged(open, { ...charging, currency: "RUB" }), "outdated");
});

Deno.test("what is paid, over or nobody's may not be charged", () => {
  assert.equal(mayBeCharged(stateAfter(play([charge("c1")], [inStars])), charging), "outdated");
  assert.equal(
    mayBeCharged(stateAfter([inStars, linked, { type: "PaymentExpired", data: about }]), charging),
    "outdated",
  );
  assert.equal(mayBeCharged({ status: "none" }, charging), "unavailable");
  assert.equal(mayBeCharged(stateAfter([requested]), charging), "unavailable");
});
