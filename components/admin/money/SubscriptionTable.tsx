// Who has access until when, each row a link to why.
import type { Subscription } from "../../../domain/subscriptions/mod.ts";
import { subscriptionTexts as texts } from "../../../texts/admin_access.ts";
import { formatMinute } from "../../../texts/admin_money.ts";
import { subscriptionAddress } from "./money_addresses.ts";

export function SubscriptionTable({ subscriptions }: { subscriptions: readonly Subscription[] }) {
  return (
    <table class="subscriptions cards">
      <thead>
        <tr>
          <th scope="col">{texts.driver}</th>
          <th scope="col">{texts.status}</th>
          <th scope="col">{texts.expiresAt}</th>
          <th scope="col" class="sum">{texts.grants}</th>
          <th scope="col">{texts.last}</th>
        </tr>
      </thead>
      <tbody>
        {subscriptions.map((subscription) => <Row key={subscription.driverId} {...subscription} />)}
      </tbody>
    </table>
  );
}

function Row({ driverId, now, periods }: Subscription) {
  const last = periods.at(-1);
  return (
    <tr data-subscription={driverId}>
      <th scope="row" class="num">
        <a href={subscriptionAddress(driverId)} data-item>{driverId}</a>
      </th>
      <td>
        <span class="status" data-status={now.status}>{texts.statuses[now.status]}</span>
      </td>
      <td class="num" data-label={texts.expiresAt}>
        {"expiresAt" in now ? formatMinute(now.expiresAt) : "–"}
      </td>
      <td class="num sum" data-label={texts.grants}>{periods.length}</td>
      <td>{last && `${texts.kinds[last.given.kind]}, ${formatMinute(last.given.at)}`}</td>
    </tr>
  );
}
