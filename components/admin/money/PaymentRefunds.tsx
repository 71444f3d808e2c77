// Money of a payment that goes back, how far it is, and a form for the second administrator where one is waited for.
import type { PaymentView } from "../../../domain/payments/mod.ts";
import { paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { ActorLink } from "../history/ActorLink.tsx";
import { RefundApproval } from "./RefundApproval.tsx";

interface PaymentRefundsProps {
  payment: PaymentView;
  /** Id of the administrator who looks at it. */
  me: string;
}

export function PaymentRefunds({ payment: { paymentId, state }, me }: PaymentRefundsProps) {
  const refunds = state.status === "none" ? [] : Object.entries(state.refunds);
  if (refunds.length === 0) return null;
  return (
    <section>
      <h2>{texts.refunds}</h2>
      <ul class="plain">
        {refunds.map(([refundId, { amount, status, external, proposedBy, reason }]) => (
          <li key={refundId} data-refund={status}>
            <span class="num">{formatMoney(amount)}</span>{" "}
            <span class={status === "failed" ? "error" : undefined}>
              {[texts.refundStatuses[status], reason].filter(Boolean).join(": ")}
            </span>{" "}
            {external && texts.external} <span class="num quiet">{refundId}</span>
            {proposedBy !== undefined && (
              <>
                {" "}
                {texts.proposedBy} <ActorLink actor={{ kind: "staff", id: proposedBy }} />
              </>
            )}
            {status === "proposed" && (
              <RefundApproval paymentId={paymentId} refundId={refundId} isOwn={proposedBy === me} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
