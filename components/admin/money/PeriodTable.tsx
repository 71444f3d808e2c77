// Why a driver has access until a day: grants laid one after another, each with why it begins and ends when it does.
import type { Period } from "../../../domain/subscriptions/mod.ts";
import { subscriptionTexts as texts } from "../../../texts/admin_access.ts";
import { formatMinute } from "../../../texts/admin_money.ts";
import { paymentAddress, promoAddress } from "./money_addresses.ts";

const DAY = 86_400_000;

export function PeriodTable({ periods }: { periods: readonly Period[] }) {
  return (
    <table class="periods cards">
      <thead>
        <tr>
          <th scope="col">{texts.kind}</th>
          <th scope="col" class="sum">{texts.days}</th>
          <th scope="col">{texts.from}</th>
          <th scope="col">{texts.to}</th>
          <th scope="col">{texts.how}</th>
        </tr>
      </thead>
      <tbody>{periods.map((period) => <Row key={period.grantId} {...period} />)}</tbody>
    </table>
  );
}

function Row(period: Period) {
  const { grantId, given, days, from, to } = period;
  return (
    <tr data-grant={grantId} class={to > from ? undefined : "gone"}>
      <th scope="row">
        {given.paymentId === undefined
          ? <span title={grantId}>{texts.kinds[given.kind]}</span>
          : <a href={paymentAddress(given.paymentId)} data-item>{texts.kinds[given.kind]}</a>}
        {given.promoCode !== undefined && (
          <>
            {" "}
            <a href={promoAddress(given.promoCode)}>{given.promoCode}</a>
          </>
        )}
      </th>
      <td class="num sum" data-label={texts.days}>
        {days === given.days ? days : `${days} / ${given.days}`}
      </td>
      <td class="num" data-label={texts.from}>{formatMinute(from)}</td>
      <td class="num" data-label={texts.to}>{formatMinute(to)}</td>
      <td>{howOf(period).join("; ")}</td>
    </tr>
  );
}

function howOf({ given, days, begins, suspended, madeUpMs }: Period): string[] {
  const how: string[] = [begins === "at_once" ? texts.atOnce : texts.after];
  if (given.until !== undefined && days === given.days) how.push(texts.until);
  if (days < given.days) how.push(texts.revoked(given.days - days));
  if (suspended) how.push(texts.suspended);
  if (madeUpMs > 0) how.push(texts.madeUp((madeUpMs / DAY).toFixed(1).replace(".", ",")));
  return how;
}
