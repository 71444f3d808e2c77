// A dispute about a payment, with a form that tells how it ended.
import { paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { Input } from "../FormField.tsx";
import { ReasonField } from "../ReasonField.tsx";
import { paymentAddress } from "./money_addresses.ts";

interface PaymentDisputeProps {
  paymentId: string;
  disputeId: string;
  status: "open" | "won" | "lost";
  now: string;
}

export function PaymentDispute({ paymentId, disputeId, status, now }: PaymentDisputeProps) {
  return (
    <section data-dispute={status}>
      <h2>{texts.disputes}: {disputeId}</h2>
      <p class={status === "won" ? undefined : "error"}>{texts.disputeStatuses[status]}</p>
      {status === "open" && (
        <form
          class="fields"
          method="post"
          action={paymentAddress(paymentId, `/dispute/${encodeURIComponent(disputeId)}/settlement`)}
        >
          <Input
            id={`closed-${disputeId}`}
            name="closedAt"
            label={texts.closedAt}
            type="datetime-local"
            value={now}
            required
          />
          <ReasonField id={`settled-${disputeId}`} />
          <div class="buttons">
            <button type="submit" name="outcome" value="won">{texts.won}</button>
            <button type="submit" class="danger" name="outcome" value="lost">{texts.lost}</button>
          </div>
        </form>
      )}
    </section>
  );
}
