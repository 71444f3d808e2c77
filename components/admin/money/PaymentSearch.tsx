// The conditions of the list of payments: a plain GET form, the address is the truth.
import { providers } from "../../../texts/admin_money.ts";
import { paymentStatuses, paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { Input, Select } from "../FormField.tsx";

interface PaymentSearchProps {
  /** As typed, by field. */
  shown: Readonly<Record<string, string>>;
  /** Messages by field. */
  errors: Readonly<Record<string, string>>;
}

export function PaymentSearch({ shown, errors }: PaymentSearchProps) {
  const field = (name: string) => ({ name, value: shown[name] ?? "", error: errors[name] });
  return (
    <form class="search money-search" method="get" action="/admin/payments" role="search">
      <Select
        {...field("status")}
        label={texts.status}
        options={[["", texts.any], ...Object.entries(paymentStatuses)]}
      />
      <Select
        {...field("provider")}
        label={texts.provider}
        options={[["", texts.anyProvider], ...Object.entries(providers)]}
      />
      <Input {...field("driver")} label={texts.driver} inputmode="numeric" data-search />
      <Input {...field("from")} label={texts.from} type="date" />
      <Input {...field("to")} label={texts.to} type="date" />
      <Input {...field("amount_min")} label={texts.least} inputmode="decimal" />
      <Input {...field("amount_max")} label={texts.most} inputmode="decimal" />
      <div class="actions">
        <label class="check">
          <input type="checkbox" name="attention" value="1" checked={shown["attention"] !== undefined} />
          {texts.onlyAttention}
        </label>
        <button type="submit">{texts.find}</button>
        {Object.keys(shown).length > 0 && <a href="/admin/payments">{texts.reset}</a>}
      </div>
    </form>
  );
}
