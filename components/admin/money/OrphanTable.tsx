// Money at a provider that belongs to no payment of ours, with a form that says whose it is.
import type { OrphanRow } from "../../../domain/payments/mod.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { providers } from "../../../texts/admin_money.ts";
import { paymentTexts, sweepTexts as texts } from "../../../texts/admin_payments.ts";
import { formatMoney } from "../../../texts/format.ts";
import { Moment } from "../Moment.tsx";
import { paymentAddress } from "./money_addresses.ts";

export function OrphanTable({ orphans }: { orphans: readonly OrphanRow[] }) {
  return (
    <table class="orphans cards">
      <thead>
        <tr>
          <th scope="col">{texts.sweptAt}</th>
          <th scope="col">{paymentTexts.provider}</th>
          <th scope="col">{paymentTexts.providerId}</th>
          <th scope="col" class="sum">{paymentTexts.amount}</th>
          <th scope="col">{paymentTexts.status}</th>
          <th scope="col">{texts.claims}</th>
          <th scope="col">{texts.link}</th>
        </tr>
      </thead>
      <tbody>{orphans.map((orphan) => <Row key={orphan.providerPaymentId} {...orphan} />)}</tbody>
    </table>
  );
}

function Row(
  { provider, providerPaymentId, at, status, minor, currency, claimsPaymentId, linkedTo }: OrphanRow,
) {
  const id = `payment-${providerPaymentId}`;
  const known = currency === "RUB" || currency === "XTR";
  return (
    <tr data-orphan={providerPaymentId}>
      <td>
        <Moment at={at} />
      </td>
      <td>{providers[provider]}</td>
      <td class="num object">{providerPaymentId}</td>
      <td class="num sum">{known ? formatMoney({ minor, currency }) : `${minor} ${currency}`}</td>
      <td>{status}</td>
      <td class="num" data-label={texts.claims}>{claimsPaymentId ?? "–"}</td>
      <td>
        {linkedTo === undefined
          ? (
            <form class="inline" method="post" action="/admin/payments/orphans">
              <input type="hidden" name="providerPaymentId" value={providerPaymentId} />
              <label class="hidden" for={id}>{texts.paymentId}</label>
              <input id={id} name="paymentId" placeholder={texts.paymentId} required autocomplete="off" />
              <label class="hidden" for={`reason-${providerPaymentId}`}>{consoleTexts.reason}</label>
              <input
                id={`reason-${providerPaymentId}`}
                name="reason"
                placeholder={consoleTexts.reason}
                required
                minlength={3}
                maxlength={300}
                autocomplete="off"
              />
              <button type="submit">{texts.link}</button>
            </form>
          )
          : (
            <>
              {texts.linked} <a href={paymentAddress(linkedTo)}>{linkedTo}</a>
            </>
          )}
      </td>
    </tr>
  );
}
