// What a second administrator says to a refund; whoever proposed it can only take it back.
import { paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { ReasonField } from "../ReasonField.tsx";
import { paymentAddress } from "./money_addresses.ts";

interface RefundApprovalProps {
  paymentId: string;
  refundId: string;
  isOwn: boolean;
}

export function RefundApproval({ paymentId, refundId, isOwn }: RefundApprovalProps) {
  const address = (deed: string) =>
    paymentAddress(paymentId, `/refunds/${encodeURIComponent(refundId)}/${deed}`);
  return (
    <form class="fields" method="post" action={address("refusal")} data-form="refund-approval">
      {isOwn && <p class="quiet">{texts.ownProposal}</p>}
      <ReasonField id={`approval-${refundId}`} />
      <div class="buttons">
        {/* Enter in the field presses the first button, which must not be the one that sends money. */}
        <button type="submit">{texts.decline}</button>
        {!isOwn && (
          <button type="submit" class="danger" formaction={address("approval")}>{texts.approve}</button>
        )}
      </div>
    </form>
  );
}
