// The same order paid another way with one press, while its provider does not answer or has refused it. A plain form.
import type { Provider } from "../../domain/payments/events.ts";
import type { PaymentView } from "../../domain/payments/mod.ts";
import type { Money } from "../../domain/shared/money.ts";
import { formatMoney } from "../../texts/format.ts";
import { otherWays as texts, paying } from "../../texts/payments.ts";

export interface OtherWay {
  readonly provider: Provider;
  readonly amount: Money;
  readonly needsReceiptContact: boolean;
}

export function OtherWays({ payment, ways }: { payment: PaymentView; ways: readonly OtherWay[] }) {
  const { tariff, promoCode, receiptContact } = payment;
  const kept = [
    ["_action", "pay"],
    ["tariffId", tariff.id],
    ["promoCode", promoCode],
    ["receiptContact", ways.some(({ needsReceiptContact }) => needsReceiptContact) && receiptContact],
  ] as const;
  return (
    <form class="stack other-ways" method="post" action="/subscription" data-form="other-way">
      <h2>{texts.title}</h2>
      <p>{promoCode === undefined ? texts.same : texts.sameWithCode(promoCode)}</p>
      {kept.map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
      {ways.map(({ provider, amount }, index) => (
        <button
          key={provider}
          class={index === 0 ? "button wide" : "button quiet wide"}
          type="submit"
          name="provider"
          value={provider}
          data-busy={paying.busy}
        >
          {texts.pay(paying.providers[provider], formatMoney(amount))}
        </button>
      ))}
    </form>
  );
}
