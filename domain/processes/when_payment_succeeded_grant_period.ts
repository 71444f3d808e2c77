// When money has come, the days it pays for are granted: once for each charge.
import type { PaymentRepeated, PaymentSucceeded } from "../payments/events.ts";
import type { NewMessage } from "../shared/queue.ts";
import { step } from "./steps.ts";

export function whenPaymentSucceededGrantPeriod({ data }: PaymentSucceeded | PaymentRepeated): NewMessage {
  const { driverId, grantId, paymentId, tariffId, days, paidAt, until } = data;
  const grant = { driverId, grantId, paymentId, tariffId, days, paidAt };
  const lane = `subscription:${driverId}`;
  return step(
    "process.grant_period",
    { id: grantId, lane },
    until === undefined ? grant : { ...grant, until },
  );
}
