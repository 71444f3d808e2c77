// Which events somebody is looking for. Conditions left out match everything.
import type { StoredEvent } from "../shared/event.ts";

/** All conditions must hold; times are ISO 8601 UTC with milliseconds, `from` inclusive, `to` exclusive. */
export interface EventFilter {
  readonly stream?: string;
  readonly type?: string;
  /** `kind` or `kind:id`, e.g. "driver" or "driver:100500"; a bare id matches any kind. */
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
}

export function matches(event: StoredEvent, { stream, type, actor, from, to }: EventFilter): boolean {
  if (stream !== undefined && event.streamId !== stream) return false;
  if (type !== undefined && event.type !== type) return false;
  if (from !== undefined && event.meta.at < from) return false;
  if (to !== undefined && event.meta.at >= to) return false;
  return actor === undefined || actorMatches(event.meta.actor, actor);
}

function actorMatches({ kind, id }: StoredEvent["meta"]["actor"], wanted: string): boolean {
  return wanted === kind || wanted === id || wanted === `${kind}:${id ?? ""}`;
}
