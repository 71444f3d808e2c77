// One payment as it stands, with the one thing there is to do.
import type { PaymentView } from "../../domain/payments/mod.ts";
import type { SubscriptionStatus } from "../../domain/subscriptions/mod.ts";
import { formatMoney } from "../../texts/format.ts";
import { payment as texts } from "../../texts/payments.ts";
import { CheckPayment } from "./CheckPayment.tsx";
import { type OtherWay, OtherWays } from "./OtherWays.tsx";
import { stampOf } from "./payment_stamp.ts";
import { wordsOf } from "./payment_state.ts";
import { PaymentBadge } from "./PaymentBadge.tsx";

interface PaymentStateProps {
  payment: PaymentView;
  subscription: SubscriptionStatus;
  /** The provider has just been asked. */
  isChecked: boolean;
  otherWays: readonly OtherWay[];
}

export function PaymentState({ payment, subscription, isChecked, otherWays }: PaymentStateProps) {
  const { paymentId, status } = payment;
  const { title, lines, action, hints = [] } = wordsOf(payment, subscription);
  const mayBePaid = status === "pending" || status === "authorized";
  return (
    <article class="panel" data-payment-id={paymentId} data-payment-state={stampOf(payment)}>
      <h1>{title}</h1>
      <p>
        <PaymentBadge payment={payment} />
      </p>
      {lines.map((line) => <p key={line}>{line}</p>)}
      {action === "pay" && <PayLink payment={payment} />}
      {otherWays.length > 0 && <OtherWays payment={payment} ways={otherWays} />}
      {action === "again" && (
        <a class={otherWays.length > 0 ? "button quiet wide" : "button wide"} href={sameOrder(payment)}>
          {texts.again}
        </a>
      )}
      {action === "loads" && <a class="button wide" href="/">{texts.toLoads}</a>}
      {mayBePaid && <CheckPayment paymentId={paymentId} isChecked={isChecked} />}
      {hints.map((hint) => <p class="hint" key={hint}>{hint}</p>)}
    </article>
  );
}

/** The same tariff with the same promo code, to be ordered anew. */
function sameOrder({ tariff, promoCode }: PaymentView): string {
  const query = new URLSearchParams({
    tariff: tariff.id,
    ...(promoCode !== undefined && { promo: promoCode }),
  });
  return `/subscription?${query}#pay`;
}

/** islands/(_host)/pay.ts opens the provider's page outside of Telegram's frame, where it works. */
function PayLink({ payment: { amount, provider, confirmationUrl } }: { payment: PaymentView }) {
  return (
    <a class="button wide" href={confirmationUrl} data-pay={provider} rel="noreferrer">
      {texts.go(formatMoney(amount))}
    </a>
  );
}
