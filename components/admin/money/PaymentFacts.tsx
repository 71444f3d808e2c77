// What is known of one payment.
import type { ComponentChildren } from "preact";
import type { PaymentView } from "../../../domain/payments/mod.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { formatMinute, providers } from "../../../texts/admin_money.ts";
import { paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { streamAddress } from "../addresses.ts";
import { Anomalies, PaymentStatus } from "./PaymentStatus.tsx";
import { promoAddress, subscriptionAddress } from "./money_addresses.ts";

export function PaymentFacts({ payment }: { payment: PaymentView }) {
  const { paymentId, status, provider, providerPaymentId, driverId, tariff, price, discount, amount } =
    payment;
  const { receivedMinor, refundedMinor, promoCode, receiptContact, anomalies } = payment;
  const { createdAt, openUntil, paidAt, canceledAt, cancelParty, cancelReason, registrationUnknown } =
    payment;
  const money = (minor: number) => formatMoney({ ...amount, minor });
  return (
    <>
      <p class="facts">
        <PaymentStatus status={status} />
        {anomalies.length > 0 && (
          <span class="error">
            <Anomalies codes={anomalies} />
          </span>
        )}
        <a href={streamAddress(`payment-${paymentId}`)}>{texts.stream}</a>
      </p>
      {registrationUnknown && <p class="error">{texts.registrationUnknown}</p>}
      <dl class="known">
        <Known name={texts.driver}>
          <a href={subscriptionAddress(driverId)}>{driverId}</a>
        </Known>
        <Known name={texts.tariff}>{texts.tariffDays(tariff.name, tariff.days)}</Known>
        <Known name={texts.amount}>{money(amount.minor)}</Known>
        {discount.minor > 0 && <Known name={texts.price}>{money(price.minor)}</Known>}
        {discount.minor > 0 && <Known name={texts.discount}>{money(discount.minor)}</Known>}
        {promoCode !== undefined && (
          <Known name={texts.promoCode}>
            <a href={promoAddress(promoCode)}>{promoCode}</a>
          </Known>
        )}
        <Known name={texts.received}>{money(receivedMinor)}</Known>
        <Known name={texts.refunded}>{money(refundedMinor)}</Known>
        <Known name={texts.provider}>{providers[provider]}</Known>
        <Known name={texts.providerId}>{providerPaymentId ?? texts.none}</Known>
        <Known name={texts.createdAt}>{formatMinute(createdAt)}</Known>
        {paidAt === undefined && <Known name={texts.openUntil}>{formatMinute(openUntil)}</Known>}
        {paidAt !== undefined && <Known name={texts.paidAt}>{formatMinute(paidAt)}</Known>}
        {canceledAt !== undefined && <Known name={texts.canceledAt}>{formatMinute(canceledAt)}</Known>}
        {cancelReason !== undefined && (
          <Known name={consoleTexts.reason}>{[cancelParty, cancelReason].filter(Boolean).join(": ")}</Known>
        )}
        {receiptContact && <Known name={texts.receipt}>{receiptContact}</Known>}
      </dl>
    </>
  );
}

function Known({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="num">{children}</dd>
    </div>
  );
}
