// What the driver has paid, or began to, newest first.
import type { PaymentView } from "../../domain/payments/mod.ts";
import { formatDatedMoment, formatMoney } from "../../texts/format.ts";
import { story } from "../../texts/payments.ts";
import { PaymentBadge } from "./PaymentBadge.tsx";

export function PaymentList({ payments }: { payments: readonly PaymentView[] }) {
  if (payments.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="payments">
      <h2 id="payments">{story.payments}</h2>
      <ul class="payments">
        {payments.map((payment) => {
          const { paymentId, tariff, amount, createdAt, paidAt } = payment;
          return (
            <li key={paymentId} data-payment-id={paymentId}>
              <a href={`/payments/${paymentId}`}>
                <span>
                  <b>{tariff.name}</b>
                  <time class="hint" dateTime={paidAt ?? createdAt}>
                    {formatDatedMoment(paidAt ?? createdAt)}
                  </time>
                </span>
                <span>
                  <b>{formatMoney(amount)}</b>
                  <PaymentBadge payment={payment} />
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
