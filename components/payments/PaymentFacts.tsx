// What a person may be asked about a payment: its number, sums, dates, and where the receipt went.
import type { PaymentView } from "../../domain/payments/mod.ts";
import { formatDatedMoment, formatMoney } from "../../texts/format.ts";
import { daysText, paying, story } from "../../texts/payments.ts";
import { isOnItsWay } from "./payment_stamp.ts";

export function PaymentFacts({ payment }: { payment: PaymentView }) {
  const { paymentId, tariff, provider, price, discount, amount, promoCode, createdAt, paidAt } = payment;
  const { receiptContact, refundedMinor, receivedMinor } = payment;
  // Only this provider makes them, of money that came or may come.
  const makesReceipt = provider === "yookassa" && (paidAt !== undefined || isOnItsWay(payment)) &&
    !payment.anomalies.includes("receipt_refused");
  const money = (minor: number) => formatMoney({ minor, currency: amount.currency });
  const facts: readonly (readonly [term: string, fact: string | false])[] = [
    [story.tariff, `${tariff.name}, ${daysText(tariff.days)}`],
    [story.price, formatMoney(price)],
    [story.discount, discount.minor > 0 && [formatMoney(discount), promoCode].filter(Boolean).join(", ")],
    [story.paid, paidAt !== undefined && receivedMinor !== price.minor && money(receivedMinor)],
    [story.refunded, refundedMinor > 0 && money(refundedMinor)],
    [story.method, paying.providers[provider]],
    [story.date, formatDatedMoment(paidAt ?? createdAt)],
    [paidAt === undefined ? story.receiptLater : story.receipt, makesReceipt && (receiptContact ?? false)],
    [story.number, paymentId],
  ];
  return (
    <section class="panel">
      <dl class="terms">
        {facts.map(([term, fact]) =>
          fact && (
            <div key={term} class={term === story.number ? "whole-row" : undefined}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          )
        )}
      </dl>
    </section>
  );
}
