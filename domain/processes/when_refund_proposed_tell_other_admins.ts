// When a refund waits for a second administrator, every other one is told: whoever proposed it cannot agree to it.
import { messageTo } from "../messages/kinds.ts";
import type { RefundProposed } from "../payments/money_back_events.ts";
import type { NewMessage } from "../shared/queue.ts";

/** `admins`: Telegram's ids. A private chat has the id of its person. */
export function whenRefundProposedTellOtherAdmins(
  { data: { paymentId, refundId, by } }: RefundProposed,
  admins: readonly string[],
): NewMessage[] {
  return admins.filter((admin) => admin !== by).map((admin) =>
    messageTo(admin, "admin_refund_waits", `${paymentId}:${refundId}:${admin}`, { paymentId, refundId })
  );
}
