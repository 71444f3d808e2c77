// When a payment comes to an end, the next press on "pay" is another one.
import type { NewMessage } from "../shared/queue.ts";
import { step } from "./steps.ts";
import type { PaymentEnded } from "./when_payment_ended_settle_promo.ts";

export function whenPaymentEndedCloseCheckout(
  { type, data: { driverId, paymentId } }: PaymentEnded,
): NewMessage {
  const where = { id: `${paymentId}:${type}`, lane: `checkout:${driverId}` };
  const paid = type === "PaymentSucceeded" ? { paid: true } : {};
  return step("process.close_checkout", where, { driverId, paymentId, ...paid });
}
