// One event of the table; its data opens in place.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { Moment } from "../Moment.tsx";
import { eventAddress, eventsAddress, streamAddress } from "../addresses.ts";
import { ActorLink } from "./ActorLink.tsx";
import { Json } from "./Json.tsx";
import { compact } from "./compact.ts";

/** `fresh` marks a row that has just arrived. */
export function EventRow({ event, fresh = false }: { event: StoredEvent; fresh?: boolean }) {
  const { position, streamId, version, type, data, meta, hash } = event;
  return (
    <tr data-position={position} class={fresh ? "event fresh" : "event"}>
      <td class="position num">
        <a href={eventAddress(position)}>{position}</a>
      </td>
      <td class="at">
        <Moment at={meta.at} />
      </td>
      <td class="type">
        <a href={eventsAddress({ type })}>{type}</a>
      </td>
      <td class="stream">
        <a href={streamAddress(streamId, version)}>
          {streamId}
          <span class="version num">@{version}</span>
        </a>
      </td>
      <td class="who">
        <ActorLink actor={meta.actor} />
      </td>
      <td class="data">
        <details>
          <summary data-item>{compact(data)}</summary>
          <Json value={{ data, meta, hash }} />
        </details>
      </td>
    </tr>
  );
}
