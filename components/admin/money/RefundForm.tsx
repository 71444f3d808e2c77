// How much goes back, with how many days, and why. It asks for a preview first.
import type { Money } from "../../../domain/shared/money.ts";
import { refundTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { Input } from "../FormField.tsx";
import { ReasonField } from "../ReasonField.tsx";

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
      <ReasonField value={typed["reason"] ?? ""} error={errors["reason"]} />
      <button type="submit">{texts.preview}</button>
    </form>
  );
}
