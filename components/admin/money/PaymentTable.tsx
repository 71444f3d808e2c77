// Payments, newest first, each a link to its story.
import type { PaymentView } from "../../../domain/payments/mod.ts";
import { formatMinute, providers } from "../../../texts/admin_money.ts";
import { paymentTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { Anomalies, PaymentStatus } from "./PaymentStatus.tsx";
import { paymentAddress, subscriptionAddress } from "./money_addresses.ts";

export function PaymentTable({ payments }: { payments: readonly PaymentView[] }) {
  return (
    <table class="payments cards">
      <thead>
        <tr>
          <th scope="col">{texts.createdAt}</th>
          <th scope="col">{texts.status}</th>
          <th scope="col" class="sum">{texts.amount}</th>
          <th scope="col">{texts.tariff}</th>
          <th scope="col">{texts.driver}</th>
          <th scope="col">{texts.provider}</th>
          <th scope="col" class="sum">{texts.refunded}</th>
          <th scope="col">{texts.odd}</th>
        </tr>
      </thead>
      <tbody>{payments.map((payment) => <Row key={payment.paymentId} {...payment} />)}</tbody>
    </table>
  );
}

function Row(payment: PaymentView) {
  const { paymentId, createdAt, status, amount, tariff, driverId, provider, refundedMinor, anomalies } =
    payment;
  return (
    <tr data-payment={paymentId}>
      <td class="num">
        <a href={paymentAddress(paymentId)} data-item title={paymentId}>{formatMinute(createdAt)}</a>
      </td>
      <td>
        <PaymentStatus status={status} />
      </td>
      <td class="num sum">{formatMoney(amount)}</td>
      <td>
        {tariff.name} {payment.promoCode !== undefined && <small class="quiet">{payment.promoCode}</small>}
      </td>
      <td class="num" data-label={texts.driver}>
        <a href={subscriptionAddress(driverId)}>{driverId}</a>
      </td>
      <td>{providers[provider]}</td>
      <td class="num sum" data-label={texts.refunded}>
        {refundedMinor > 0 ? formatMoney({ ...amount, minor: refundedMinor }) : "–"}
      </td>
      <td class="problem">{anomalies.length > 0 && <Anomalies codes={anomalies} />}</td>
    </tr>
  );
}
