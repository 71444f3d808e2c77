// Which events somebody is looking for. Conditions left out match everything.
import type { Actor, StoredEvent } from "../shared/event.ts";
import type { Term } from "./event_index.ts";

/** All conditions must hold; times are ISO 8601 UTC with milliseconds, `from` inclusive, `to` exclusive. */
export interface EventFilter {
  readonly stream?: string;
  readonly type?: string;
  /** `kind` or `kind:id`, e.g. "driver" or "driver:100500"; a bare id matches any kind. */
  readonly actor?: string;
  readonly from?: string;
  readonly to?: string;
  /** The correlation id of a request, an update or a job. */
  readonly request?: string;
}

export function matches(event: StoredEvent, filter: EventFilter): boolean {
  const { stream, type, actor, from, to, request } = filter;
  if (stream !== undefined && event.streamId !== stream) return false;
  if (type !== undefined && event.type !== type) return false;
  if (from !== undefined && event.meta.at < from) return false;
  if (to !== undefined && event.meta.at >= to) return false;
  if (request !== undefined && event.meta.correlationId !== request) return false;
  return actor === undefined || actorMatches(event.meta.actor, actor);
}

/** What the index is asked: every event that matches has all of these terms, not every event that has them matches. */
export function termsOf({ type, actor, request }: EventFilter): Term[] {
  const terms: Term[] = [];
  if (request !== undefined) terms.push(["request", request]);
  if (actor !== undefined) terms.push(actorTerm(actor));
  if (type !== undefined) terms.push(["type", type]);
  return terms;
}

function actorMatches({ kind, id }: Actor, wanted: string): boolean {
  return wanted === kind || wanted === id || wanted === `${kind}:${id ?? ""}`;
}

/** The id of `kind:id`; a kind alone, which nobody has for an id. */
function actorTerm(wanted: string): Term {
  const [, kind, id] = /^(driver|dispatcher|staff|system)(?::(.*))?$/.exec(wanted) ?? [];
  if (kind === undefined) return ["actor", wanted];
  return id === undefined || id === "" ? ["kind", kind] : ["actor", id];
}
