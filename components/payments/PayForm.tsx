// Choosing a tariff and a way to pay: a plain form, one button for each way.
import type { Provider } from "../../domain/payments/events.ts";
import { paying } from "../../texts/payments.ts";
import { TextField } from "../Field.tsx";
import { type ShownTariff, TariffChoice } from "./TariffChoice.tsx";

export interface PayFormProps {
  tariffs: readonly ShownTariff[];
  chosen: string;
  providers: readonly Provider[];
  promoCode?: string | undefined;
  /** As typed; absent when no way to pay makes a tax receipt. */
  receiptContact?: string | undefined;
  /** Whatever way is chosen, a receipt is made. */
  needsContact: boolean;
  errors: { readonly receiptContact?: string | undefined; readonly refusal?: string | undefined };
  /** There are days left that the new ones are added to. */
  extending: boolean;
}

export function PayForm(props: PayFormProps) {
  const { tariffs, chosen, providers, promoCode, receiptContact, errors, extending } = props;
  const title = extending ? paying.extend : paying.title;
  return (
    <form
      class="panel stack"
      method="post"
      action="/subscription#pay"
      id="pay"
      data-form="pay"
      data-main={title}
      noValidate
    >
      <h2>{title}</h2>
      {extending && <p class="hint">{paying.extendHint}</p>}
      {errors.refusal && <p class="error" role="alert">{errors.refusal}</p>}
      <input type="hidden" name="_action" value="pay" />
      {promoCode !== undefined && <input type="hidden" name="promoCode" value={promoCode} />}
      <fieldset class="tariffs">
        <legend>{paying.tariff}</legend>
        {tariffs.map((tariff) => (
          <TariffChoice key={tariff.id} tariff={tariff} checked={tariff.id === chosen} />
        ))}
      </fieldset>
      {receiptContact !== undefined && (
        <TextField
          name="receiptContact"
          label={paying.contact}
          hint={props.needsContact ? undefined : paying.contactHint}
          error={errors.receiptContact}
          value={receiptContact}
          inputMode="email"
          autoComplete="email"
          maxLength={254}
          autoFocus={errors.receiptContact !== undefined}
        />
      )}
      {providers.map((provider, index) => (
        <button
          key={provider}
          class={index === 0 ? "button wide" : "button quiet wide"}
          type="submit"
          name="provider"
          value={provider}
          data-busy={paying.busy}
        >
          {paying.payBy[provider]}
        </button>
      ))}
      <p class="hint">{paying.terms}</p>
    </form>
  );
}
