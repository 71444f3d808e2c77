// Gives a driver days of access, with a reason.
import { subscriptionTexts as texts } from "../../../texts/admin_access.ts";
import { Input } from "../FormField.tsx";

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
      <Input
        name="reason"
        label={texts.reason}
        value={typed["reason"] ?? ""}
        error={errors["reason"]}
        required
        minlength={3}
        maxlength={300}
      />
      <button type="submit">{texts.grant}</button>
    </form>
  );
}
