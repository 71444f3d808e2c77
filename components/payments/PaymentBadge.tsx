// The state of a payment in a word; colour only repeats what the word says.
import type { PaymentStatus } from "../../domain/payments/mod.ts";
import { paymentBadges } from "../../texts/payments.ts";

export function PaymentBadge({ status }: { status: PaymentStatus }) {
  return <span class="badge" data-status={status}>{paymentBadges[status]}</span>;
}
