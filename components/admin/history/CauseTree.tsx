// Causes and effects as nested lists: what led to what, the event being looked at marked.
import type { CauseNode } from "../../../domain/history/mod.ts";
import { eventTexts } from "../../../texts/admin_events.ts";
import { Moment } from "../Moment.tsx";
import { eventAddress } from "../addresses.ts";
import { ActorLink } from "./ActorLink.tsx";

export function CauseTree({ nodes, shown }: { nodes: readonly CauseNode[]; shown: number }) {
  return (
    <ul class="causes">
      {nodes.map((node) => (
        <li key={node.event.position}>
          <Cause node={node} current={node.event.position === shown} />
          {node.effects.length > 0 && <CauseTree nodes={node.effects} shown={shown} />}
        </li>
      ))}
    </ul>
  );
}

function Cause({ node: { event, through }, current }: { node: CauseNode; current: boolean }) {
  const { position, type, streamId, version, meta } = event;
  return (
    <div class={current ? "cause current" : "cause"}>
      <a href={eventAddress(position)} data-item aria-current={current ? "true" : undefined}>
        <span class="num">{position}</span> {type}
      </a>{" "}
      <span class="num quiet">{streamId}@{version}</span> <Moment at={meta.at} />{" "}
      <ActorLink actor={meta.actor} />
      {through !== undefined && <div class="quiet">{eventTexts.through} {through}</div>}
    </div>
  );
}
