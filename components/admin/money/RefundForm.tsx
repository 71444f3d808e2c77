// How much goes back, with how many days, and why. It asks for a preview first.
import type { Money } from "../../../domain/shared/money.ts";
import { paymentTexts, refundTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { Input } from "../FormField.tsx";

interface RefundFormProps {
  left: Money;
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  action: string;
}

export function RefundForm({ left, typed, errors, action }: RefundFormProps) {
  return (
    <form class="fields" method="post" action={action} data-form="refund">
      <input type="hidden" name="key" value={typed["key"] ?? ""} />
      <Input
        name="amount"
        label={left.currency === "XTR" ? texts.amountStars : texts.amountRub}
        value={typed["amount"] ?? ""}
        inputmode="decimal"
        hint={texts.left(formatMoney(left))}
        error={errors["amount"]}
        required
      />
      <Input
        name="revokeDays"
        label={texts.revokeDays}
        value={typed["revokeDays"] ?? ""}
        inputmode="numeric"
        hint={texts.revokeHint}
        error={errors["revokeDays"]}
      />
      <Input
        name="reason"
        label={paymentTexts.reason}
        value={typed["reason"] ?? ""}
        error={errors["reason"]}
        required
        minlength={3}
        maxlength={300}
      />
      <button type="submit">{texts.preview}</button>
    </form>
  );
}
