// Choosing a tariff and a way to pay: a plain form, one button for each way.
import type { Provider } from "../../domain/payments/events.ts";
import { paying } from "../../texts/payments.ts";
import { TextField } from "../Field.tsx";
import { type ShownTariff, TariffChoice } from "./TariffChoice.tsx";

export interface PayFormProps {
  tariffs: readonly ShownTariff[];
  chosen: string;
  providers: readonly Provider[];
  /** As staff wrote it. */
  promoCode?: string | undefined;
  /** As typed; absent when no way to pay makes a tax receipt. */
  receiptContact?: string | undefined;
  /** Ways to pay that make a receipt, when others make none. */
  contactFor: readonly Provider[];
  errors: { readonly receiptContact?: string | undefined; readonly refusal?: string | undefined };
  /** A way to pay renews its month by itself. */
  mayRenew: boolean;
  /** Nothing needs a subscription now. */
  isFree: boolean;
  /** There is, or was, a subscription: it goes on. */
  isRenewal: boolean;
  /** There are days left that the new ones are added to. */
  hasDaysLeft: boolean;
}

export function PayForm(props: PayFormProps) {
  const { tariffs, chosen, providers, promoCode, receiptContact, errors, hasDaysLeft } = props;
  const title = props.isRenewal ? paying.extend : paying.title;
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
      {hasDaysLeft && <p class="hint">{paying.extendHint}</p>}
      {props.isFree && !props.isRenewal && <p class="hint">{paying.notYet}</p>}
      {errors.refusal && <p class="error" role="alert">{errors.refusal}</p>}
      <input type="hidden" name="_action" value="pay" />
      {promoCode !== undefined && (
        <>
          <p class="hint">{paying.withCode(promoCode)}</p>
          <input type="hidden" name="promoCode" value={promoCode} />
        </>
      )}
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
          hint={props.contactFor.map((provider) => paying.contactHints[provider]).join(", ")}
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
          {index === 0 ? paying.payBy[provider] : paying.providers[provider]}
        </button>
      ))}
      <p class="hint">{props.mayRenew ? paying.renewingTerms : paying.terms}</p>
    </form>
  );
}
