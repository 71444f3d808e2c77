// When a payment succeeds its promo code is used up; when it ends in any other way somebody else may have it.
import type {
  PaymentCanceled,
  PaymentExpired,
  PaymentRegistrationRejected,
  PaymentSucceeded,
} from "../payments/events.ts";
import type { NewMessage } from "../shared/queue.ts";
import { step } from "./steps.ts";

export type PaymentEnded = PaymentSucceeded | PaymentCanceled | PaymentExpired | PaymentRegistrationRejected;

export function whenPaymentEndedSettlePromo({ type, data }: PaymentEnded): NewMessage[] {
  const { paymentId, driverId, promoCode: code } = data;
  if (code === undefined) return [];
  const kind = type === "PaymentSucceeded" ? "process.redeem_promo" : "process.release_promo";
  const about = { code, driverId, useId: paymentId };
  return [step(kind, { id: `${paymentId}:${type}`, lane: `promo:${code}` }, about)];
}
