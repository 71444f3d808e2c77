// Events as the log gives them back, for tests of folds: positions and versions from 1, a minute apart.
import type { Actor, DomainEvent, StoredEvent } from "../../domain/shared/event.ts";

const FIRST = Date.parse("2026-03-03T11:00:00.000Z");
const MINUTE = 60_000;

/** A fact and who caused it; the system unless given. */
export type Happened<E extends DomainEvent> = E | readonly [E, Actor];

export function stored<E extends DomainEvent>(
  streamId: string,
  ...happened: readonly Happened<E>[]
): StoredEvent<E>[] {
  return happened.map((entry, index) => {
    const [event, actor] = isPair(entry) ? entry : [entry, { kind: "system" } as const];
    const at = new Date(FIRST + index * MINUTE).toISOString();
    return {
      position: index + 1,
      streamId,
      version: index + 1,
      type: event.type,
      data: event.data,
      meta: { at, actor, correlationId: `request-${index + 1}`, schemaVersion: 1 },
      hash: String(index + 1).padStart(64, "0"),
    };
  });
}

function isPair<E extends DomainEvent>(entry: Happened<E>): entry is readonly [E, Actor] {
  return Array.isArray(entry);
}
