// The story of a response, oldest first, with Moscow times and who decided.
import type { TimelineEntry } from "../domain/responses/view.ts";
import { respond } from "../texts/driver.ts";
import { formatMoment } from "../texts/format.ts";
import { statuses } from "../texts/ru.ts";

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol class="timeline" aria-label={`${respond.timeline}, ${respond.moscow}`}>
      {entries.map(({ status, at, actor }) => (
        <li key={status} data-step={status}>
          <span>
            {statuses[status]}
            {actor?.name && <span class="who">{` — ${actor.name}`}</span>}
          </span>
          <time dateTime={at}>{formatMoment(at)}</time>
        </li>
      ))}
    </ol>
  );
}
