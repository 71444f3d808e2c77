// Why the subscription lasts as long as it does: what was given, newest first.
import type { Period } from "../../domain/subscriptions/mod.ts";
import { formatDatedMoment } from "../../texts/format.ts";
import { daysText, story } from "../../texts/payments.ts";

export function Periods({ periods }: { periods: readonly Period[] }) {
  if (periods.length === 0) return null;
  return (
    <details class="panel fold">
      <summary>{story.periods}</summary>
      <ol class="periods">
        {periods.toReversed().map((period) => (
          <li key={period.grantId}>
            <span>
              <b>{nameOf(period)}</b>
              {period.days > 0 && ` — ${daysText(period.days)}`}
            </span>
            <span class="hint">{spanOf(period)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function nameOf({ given: { kind, promoCode } }: Period): string {
  return promoCode === undefined ? story.kinds[kind] : `${story.kinds.promo} ${promoCode}`;
}

function spanOf({ from, to, days, suspended }: Period): string {
  if (days === 0) return story.revoked;
  const span = story.span(momentOf(from), momentOf(to));
  return suspended ? `${span}, ${story.suspended}` : span;
}

function momentOf(time: number): string {
  return formatDatedMoment(new Date(time).toISOString());
}
