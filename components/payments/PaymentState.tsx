// One payment as it stands, with the one thing there is to do.
import type { PaymentView } from "../../domain/payments/mod.ts";
import type { SubscriptionStatus } from "../../domain/subscriptions/mod.ts";
import { formatMoney } from "../../texts/format.ts";
import { payment as texts } from "../../texts/payments.ts";
import { CheckPayment } from "./CheckPayment.tsx";
import { isOnItsWay, stampOf } from "./payment_stamp.ts";
import { wordsOf } from "./payment_state.ts";
import { PaymentBadge } from "./PaymentBadge.tsx";

interface PaymentStateProps {
  payment: PaymentView;
  subscription: SubscriptionStatus;
  /** The provider has just been asked. */
  isChecked: boolean;
}

export function PaymentState({ payment, subscription, isChecked }: PaymentStateProps) {
  const { paymentId, status, tariff } = payment;
  const { title, lines, action, hints = [] } = wordsOf(payment, subscription);
  return (
    <article class="panel" data-payment-id={paymentId} data-payment-state={stampOf(payment)}>
      <h1>{title}</h1>
      <p>
        <PaymentBadge status={status} />
      </p>
      {lines.map((line) => <p key={line}>{line}</p>)}
      {action === "pay" && <PayLink payment={payment} />}
      {action === "again" && (
        <a class="button wide" href={`/subscription?tariff=${tariff.id}#pay`}>{texts.again}</a>
      )}
      {action === "loads" && <a class="button wide" href="/">{texts.toLoads}</a>}
      {isOnItsWay(payment) && <CheckPayment paymentId={paymentId} isChecked={isChecked} />}
      {hints.map((hint) => <p class="hint" key={hint}>{hint}</p>)}
    </article>
  );
}

/** islands/(_host)/pay.ts opens the provider's page outside of Telegram's frame, where it works. */
function PayLink({ payment: { amount, provider, confirmationUrl } }: { payment: PaymentView }) {
  return (
    <a class="button wide" href={confirmationUrl} data-pay={provider} rel="noreferrer">
      {texts.go(formatMoney(amount))}
    </a>
  );
}
