// Gives a driver days of access, with a reason.
import { subscriptionTexts as texts } from "../../../texts/admin_access.ts";
import { Input } from "../FormField.tsx";
import { ReasonField } from "../ReasonField.tsx";

interface GrantDaysFormProps {
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

export function GrantDaysForm({ typed, errors }: GrantDaysFormProps) {
  return (
    <form class="fields" method="post" data-form="grant-days">
      <input type="hidden" name="key" value={typed["key"] ?? ""} />
      <Input
        name="days"
        label={texts.grantDays}
        value={typed["days"] ?? ""}
        error={errors["days"]}
        inputmode="numeric"
        required
      />
      <ReasonField value={typed["reason"] ?? ""} error={errors["reason"]} />
      <button type="submit">{texts.grant}</button>
    </form>
  );
}
