// Money of a payment that goes back, and how far it is.
import type { PaymentView } from "../../domain/payments/mod.ts";
import { paymentTexts as texts } from "../../texts/admin_payments.ts";
import { formatMoney } from "../../texts/format.ts";

export function PaymentRefunds({ payment: { state } }: { payment: PaymentView }) {
  const refunds = state.status === "none" ? [] : Object.entries(state.refunds);
  if (refunds.length === 0) return null;
  return (
    <section>
      <h2>{texts.refunds}</h2>
      <ul class="plain">
        {refunds.map(([refundId, { amount, status, external }]) => (
          <li key={refundId} data-refund={status}>
            <span class="num">{formatMoney(amount)}</span>{" "}
            <span class={status === "failed" ? "error" : undefined}>{texts.refundStatuses[status]}</span>{" "}
            {external && texts.external} <span class="num quiet">{refundId}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
