// What happened to a subscription, in the order we heard of it, with the end of access each step led to.
import type { SubscriptionStep } from "../../../domain/subscriptions/mod.ts";
import { consoleTexts } from "../../../texts/admin.ts";
import { subscriptionTexts as texts } from "../../../texts/admin_access.ts";
import { formatMinute } from "../../../texts/admin_money.ts";
import { paymentTexts } from "../../../texts/admin_payments.ts";
import { Moment } from "../Moment.tsx";

export function SubscriptionHistory({ steps }: { steps: readonly SubscriptionStep[] }) {
  return (
    <table class="steps cards">
      <thead>
        <tr>
          <th scope="col">{consoleTexts.at}</th>
          <th scope="col">{paymentTexts.what}</th>
          <th scope="col" class="sum">{texts.days}</th>
          <th scope="col">{texts.expiresAt}</th>
          <th scope="col">{paymentTexts.details}</th>
        </tr>
      </thead>
      <tbody>{steps.map((step, index) => <Step key={index} {...step} />)}</tbody>
    </table>
  );
}

function Step({ at, type, grantId, days, expiresAt, reason, cause, possibleDuplicateOf }: SubscriptionStep) {
  return (
    <tr data-step={type}>
      <td>
        <Moment at={at} />
      </td>
      <td>{texts.steps[type]}</td>
      <td class="num sum" data-label={texts.days}>{days ?? "–"}</td>
      <td class="num" data-label={texts.expiresAt}>{expiresAt === null ? "–" : formatMinute(expiresAt)}</td>
      <td>
        {reason ?? cause ?? <span class="num quiet">{grantId}</span>}
        {possibleDuplicateOf !== undefined && <p class="error">{texts.duplicate} {possibleDuplicateOf}</p>}
      </td>
    </tr>
  );
}
