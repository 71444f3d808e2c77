// When staff wants money to go back, the provider is asked for it.
import type { RefundRequested } from "../payments/money_back_events.ts";
import type { NewMessage } from "../shared/queue.ts";
import { step } from "./steps.ts";

export function whenRefundRequestedRefundPayment(
  { data: { paymentId, refundId } }: RefundRequested,
): NewMessage {
  return step("process.refund_payment", { id: refundId, lane: `refund:${paymentId}` }, {
    paymentId,
    refundId,
  });
}
