// Why an event happened and what came of it: the events of one request as a tree of causes and effects.
import type { StoredEvent } from "../shared/event.ts";

export interface CauseNode {
  readonly event: StoredEvent;
  /** The queued message between the event and its cause. */
  readonly through?: string;
  readonly effects: readonly CauseNode[];
}

/**
 * Trees of events that share a correlation id, in log order. A cause is named as `streamId@version`; a queued message
 * names itself, and was queued by the newest event before it that no message caused.
 */
export function causeTrees(events: readonly StoredEvent[]): CauseNode[] {
  const causes = events.map((event, index) => causeOf(event, events.slice(0, index)));
  const node = (event: StoredEvent): CauseNode => {
    const { causationId } = event.meta;
    const effects = events.filter((_, index) => causes[index] === event).map(node);
    return {
      event,
      ...(causationId !== undefined && !isEvent(causationId) && { through: causationId }),
      effects,
    };
  };
  return events.filter((_, index) => causes[index] === null).map(node);
}

function causeOf(
  { meta: { causationId } }: StoredEvent,
  earlier: readonly StoredEvent[],
): StoredEvent | null {
  if (causationId === undefined) return null;
  const named = earlier.find(({ streamId, version }) => `${streamId}@${version}` === causationId);
  if (named !== undefined || isEvent(causationId)) return named ?? null;
  return earlier.findLast(({ meta }) => meta.causationId === undefined || isEvent(meta.causationId)) ?? null;
}

function isEvent(causationId: string): boolean {
  return /@\d+$/.test(causationId);
}
