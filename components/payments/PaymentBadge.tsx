// The state of a payment in a word; colour only repeats what the word says.
import type { PaymentView } from "../../domain/payments/mod.ts";
import { paymentBadges } from "../../texts/payments.ts";
import { isGivenUp } from "./another_way.ts";

export function PaymentBadge({ payment }: { payment: PaymentView }) {
  const status = isGivenUp(payment) ? "closed" : payment.status;
  return <span class="badge" data-status={status}>{paymentBadges[status]}</span>;
}
