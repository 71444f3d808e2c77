// Who caused an event, linking to everything they caused.
import type { Actor } from "../../../domain/shared/event.ts";
import { actorKinds } from "../../../texts/admin.ts";
import { eventsAddress } from "../addresses.ts";

export function ActorLink({ actor: { kind, id, name } }: { actor: Actor }) {
  const actor = id === undefined ? kind : `${kind}:${id}`;
  return (
    <a class="actor" href={eventsAddress({ actor })} title={actor}>
      <span class={`kind kind-${kind}`}>{actorKinds[kind]}</span> {name ?? id ?? ""}
    </a>
  );
}
