// When a payment fails or its money goes back, the driver hears of it; success is told with the days it gave.
import { messageTo } from "../messages/kinds.ts";
import type { PaymentCanceled } from "../payments/events.ts";
import type { PaymentRefunded } from "../payments/money_back_events.ts";

export function whenPaymentDecidedTellDriver({ type, data }: PaymentCanceled | PaymentRefunded) {
  const { driverId, paymentId } = data;
  const chat = String(driverId);
  if (type === "PaymentCanceled") {
    return messageTo(chat, "driver_payment_canceled", paymentId, { paymentId, reason: data.reason });
  }
  const { refundId, grantId, amount, full, revokeDays = 0 } = data;
  return messageTo(chat, "driver_payment_refunded", `${paymentId}:${refundId}`, {
    paymentId,
    refundId,
    grantId,
    amount,
    // Absent: all of them.
    ...(!full && { days: revokeDays }),
  });
}
