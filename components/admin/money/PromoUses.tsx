// Who used a promo code, for what, and what became of it.
import type { PromoUseRow } from "../../../domain/promo_codes/mod.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { promoTexts as texts, subscriptionTexts } from "../../../texts/admin_access.ts";
import { paymentTexts } from "../../../texts/admin_payments.ts";
import { Moment } from "../Moment.tsx";
import { paymentAddress, subscriptionAddress } from "./money_addresses.ts";

export function PromoUses({ uses }: { uses: readonly PromoUseRow[] }) {
  const newestFirst = uses.toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <table class="uses cards">
      <thead>
        <tr>
          <th scope="col">{consoleTexts.at}</th>
          <th scope="col">{texts.state}</th>
          <th scope="col">{subscriptionTexts.driver}</th>
          <th scope="col">{paymentTexts.id}</th>
        </tr>
      </thead>
      <tbody>{newestFirst.map((use) => <Use key={use.useId} {...use} />)}</tbody>
    </table>
  );
}

function Use({ at, status, driverId, useId, overLimit }: PromoUseRow) {
  return (
    <tr data-use={status}>
      <td>
        <Moment at={at} />
      </td>
      <td>
        {texts.useStatuses[status]} {overLimit && <span class="error">{texts.overLimit}</span>}
      </td>
      <td class="num" data-label={subscriptionTexts.driver}>
        <a href={subscriptionAddress(driverId)} data-item>{driverId}</a>
      </td>
      <td class="num object">
        {useId === String(driverId) ? "–" : <a href={paymentAddress(useId)}>{useId}</a>}
      </td>
    </tr>
  );
}
