// From a press on "pay" to a payment one can go and pay, for the API and the plain forms alike.
import type { PaymentForm, PaymentView } from "../../domain/payments/mod.ts";
import { originOf, type State } from "./define.ts";
import { guess } from "./promo_guess.ts";

/** A quick provider has answered by then, and a person has not begun to wait; milliseconds. */
const PATIENCE = 3_000;
const LOOK_EVERY = 25;

/** Throws without a session. */
export async function beginPayment(state: State, form: PaymentForm) {
  const start = () => state.app.payments.start(state.session!.driverId, form, originOf(state));
  const begun = await (form.promoCode === undefined ? start() : guess(state, start));
  if ("refused" in begun) return begun;
  return { ...begun, payment: await onceRegistered(state, begun.payment) };
}

/** The payment as soon as its provider has answered, or as it is when that takes longer. */
async function onceRegistered({ app }: State, payment: PaymentView): Promise<PaymentView> {
  const deadline = Date.now() + PATIENCE;
  let known = payment;
  while (known.status === "requested" && !known.registrationUnknown && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    known = await app.payments.find(payment.paymentId) ?? known;
  }
  return known;
}
