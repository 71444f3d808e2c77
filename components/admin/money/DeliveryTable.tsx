// What reached us about payments, and what was made of each.
import type { PaymentAuditRow } from "../../../domain/payments/mod.ts";
import { providers } from "../../../texts/admin_money.ts";
import { channels, deliveryTexts as texts, verdicts } from "../../../texts/admin_payments.ts";
import { paymentTexts } from "../../../texts/admin_payments.ts";
import { Moment } from "../Moment.tsx";
import { paymentAddress } from "./money_addresses.ts";

const FINE = new Set<PaymentAuditRow["verdict"]>(["accepted", "duplicate", "ignored", "waiting"]);

export function DeliveryTable({ deliveries }: { deliveries: readonly PaymentAuditRow[] }) {
  return (
    <table class="deliveries cards">
      <thead>
        <tr>
          <th scope="col">{texts.at}</th>
          <th scope="col">{texts.verdict}</th>
          <th scope="col">{texts.channel}</th>
          <th scope="col">{paymentTexts.provider}</th>
          <th scope="col">{texts.claimed}</th>
          <th scope="col">{texts.verified}</th>
          <th scope="col">{texts.object}</th>
          <th scope="col">{texts.ip}</th>
          <th scope="col" class="sum">{texts.took}</th>
        </tr>
      </thead>
      <tbody>{deliveries.map((delivery) => <Row key={delivery.deliveryId} {...delivery} />)}</tbody>
    </table>
  );
}

function Row(
  { receivedAt, verdict, channel, provider, claim, verifiedStatus, paymentId, latencyMs }: PaymentAuditRow,
) {
  return (
    <tr data-verdict={verdict}>
      <td>
        <Moment at={receivedAt} />
      </td>
      <td class={FINE.has(verdict) ? undefined : "error"}>{verdicts[verdict]}</td>
      <td>{channels[channel]}</td>
      <td>{providers[provider]}</td>
      <td data-label={texts.claimed}>{claim.eventType ?? claim.claimedStatus ?? "–"}</td>
      <td data-label={texts.verified}>{verifiedStatus ?? "–"}</td>
      <td class="num object">
        {paymentId === undefined
          ? claim.objectId ?? "–"
          : <a href={paymentAddress(paymentId)} data-item>{claim.objectId ?? paymentId}</a>}
      </td>
      <td class="num" data-label={texts.ip}>{claim.remoteIp ?? "–"}</td>
      <td class="num sum" data-label={texts.took}>{latencyMs === undefined ? "–" : texts.ms(latencyMs)}</td>
    </tr>
  );
}
