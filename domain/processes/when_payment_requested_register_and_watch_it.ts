// When a driver asks for a payment, the provider is asked for it and watched until its end.
import type { PaymentRequested } from "../payments/events.ts";
import { nextPoll } from "../payments/reconciliation/poll_schedule.ts";
import type { NewMessage } from "../shared/queue.ts";
import { step } from "./steps.ts";

export function whenPaymentRequestedRegisterAndWatchIt({ data }: PaymentRequested): NewMessage[] {
  const { paymentId, amount, at, openUntil } = data;
  // A price of nothing is paid already, and no provider hears of it.
  if (amount.minor === 0) return [];
  const requestedAt = Date.parse(at);
  const firstPoll = nextPoll(requestedAt, requestedAt)!;
  const lane = (what: string) => ({ id: paymentId, lane: `${what}:${paymentId}` });
  return [
    step("process.register_payment", lane("register"), { paymentId }),
    step("process.poll_payment", { ...lane("poll"), dueAt: firstPoll }, { paymentId, requestedAt: at }),
    step("process.expire_payment", { ...lane("expire"), dueAt: Date.parse(openUntil) }, { paymentId }),
  ];
}
