// The events of one stream in order, a long one around the version being looked at: it is marked, later ones dimmed.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { eventTexts } from "../../../texts/admin_events.ts";
import { streamTexts } from "../../../texts/admin_streams.ts";
import { Moment } from "../Moment.tsx";
import { eventAddress, streamAddress } from "../addresses.ts";
import { ActorLink } from "./ActorLink.tsx";
import { Json } from "./Json.tsx";
import { compact } from "./compact.ts";

interface TimelineProps {
  /** Those around `version`, in order. */
  events: readonly StoredEvent[];
  version: number;
  latest: number;
}

export function Timeline({ events, version, latest }: TimelineProps) {
  const first = events[0]?.version ?? 1, last = events.at(-1)?.version ?? 1;
  return (
    <>
      {events.length < latest && <p class="quiet">{streamTexts.shownPart(first, last, latest)}</p>}
      <ol class="timeline" start={first}>
        {events.map((event) => <Step key={event.version} event={event} shown={version} />)}
      </ol>
    </>
  );
}

function Step({ event, shown }: { event: StoredEvent; shown: number }) {
  const { version, streamId, position, type, meta, data } = event;
  const current = version === shown;
  return (
    <li class={current ? "step current" : version > shown ? "step later" : "step"}>
      <a class="num" href={streamAddress(streamId, version)} aria-current={current ? "step" : undefined}>
        {version}
      </a>
      <div>
        <p>
          <strong>{type}</strong> <Moment at={meta.at} /> <ActorLink actor={meta.actor} />
        </p>
        <details>
          <summary data-item>{compact(data)}</summary>
          <Json value={{ position, data, meta }} />
        </details>
        {current && (
          <p>
            <a href={eventAddress(position)}>{eventTexts.causes}</a>
          </p>
        )}
      </div>
    </li>
  );
}
