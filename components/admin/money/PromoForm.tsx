// Makes a promo code.
import { promoTexts as texts } from "../../../texts/admin_access.ts";
import { Input, Select } from "../FormField.tsx";

interface PromoFormProps {
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

export function PromoForm({ typed, errors }: PromoFormProps) {
  const field = (name: string) => ({ name, value: typed[name] ?? "", error: errors[name] });
  return (
    <form class="fields" method="post" action="/admin/promo-codes" data-form="promo-code">
      <input type="hidden" name="key" value={typed["key"] ?? ""} />
      <Input {...field("code")} label={texts.code} hint={texts.codeHint} maxlength={64} />
      <Select {...field("type")} label={texts.type} options={Object.entries(texts.types)} />
      <Input {...field("value")} label={texts.value} inputmode="decimal" required />
      <Input {...field("validFrom")} label={texts.validFrom} type="datetime-local" required />
      <Input {...field("validTo")} label={texts.validTo} type="datetime-local" required />
      <Input
        {...field("totalLimit")}
        label={texts.totalLimit}
        inputmode="numeric"
        placeholder={texts.noLimit}
      />
      <Input {...field("perUserLimit")} label={texts.perUserLimit} inputmode="numeric" />
      <Input {...field("minAmount")} label={texts.minAmount} inputmode="decimal" />
      <label class="check">
        <input
          type="checkbox"
          name="firstPurchaseOnly"
          value="1"
          checked={typed["firstPurchaseOnly"] !== undefined}
        />
        {texts.firstPurchaseOnly}
      </label>
      <button type="submit">{texts.add}</button>
    </form>
  );
}
