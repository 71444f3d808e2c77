// What staff may do about one payment, as it is now.
import type { PaymentView } from "../../../domain/payments/mod.ts";
import type { Money } from "../../../domain/shared/money.ts";
import { paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { Input } from "../FormField.tsx";
import { ReasonField } from "../ReasonField.tsx";
import { PaymentDispute } from "./PaymentDispute.tsx";
import { PaymentMismatches } from "./PaymentMismatches.tsx";
import { PaymentRefunds } from "./PaymentRefunds.tsx";
import { paymentAddress } from "./money_addresses.ts";

interface PaymentActionsProps {
  payment: PaymentView;
  /** What can still go back. */
  left: Money;
  /** Moscow wall clock, to the minute. */
  now: string;
  /** Id of the administrator who looks at it. */
  me: string;
}

export function PaymentActions({ payment, left, now, me }: PaymentActionsProps) {
  const { paymentId, state } = payment;
  if (state.status === "none") return null;
  const disputes = Object.entries(state.disputes);
  const isFree = state.amount.minor === 0;
  const canDispute = state.status === "succeeded" && !isFree;
  const isDisputed = disputes.some(([, status]) => status === "open");
  return (
    <div class="payment-actions">
      <div class="buttons">
        {!isFree && (
          <form method="post" action={paymentAddress(paymentId, "/recheck")}>
            <button type="submit" data-item title={texts.recheckHint}>{texts.recheck}</button>
          </form>
        )}
        {left.minor > 0 && !isDisputed && (
          <a class="button" href={paymentAddress(paymentId, "/refund")}>{texts.refund}</a>
        )}
      </div>
      <PaymentRefunds payment={payment} me={me} />
      <PaymentMismatches payment={payment} />
      {disputes.map(([disputeId, status]) => (
        <PaymentDispute
          key={disputeId}
          paymentId={paymentId}
          disputeId={disputeId}
          status={status}
          now={now}
        />
      ))}
      {canDispute && (
        <details class="action">
          <summary>{texts.openDispute}</summary>
          <form class="fields" method="post" action={paymentAddress(paymentId, "/dispute")}>
            <Input name="disputeId" label={texts.disputeId} required maxlength={128} />
            <Input name="openedAt" label={texts.openedAt} type="datetime-local" value={now} required />
            <ReasonField />
            <button type="submit">{texts.openDispute}</button>
          </form>
        </details>
      )}
    </div>
  );
}
