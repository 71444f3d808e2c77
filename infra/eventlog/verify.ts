// Proves that a log is whole: positions, versions and hashes, from the first event to the head.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { EventLog, Head } from "../../domain/shared/event_log.ts";
import { expectedHash, GENESIS } from "./chain.ts";

export interface Verification {
  readonly ok: boolean;
  /** How many events were read, the bad one included. */
  readonly events: number;
  readonly head: Head;
  /** The position where an event should have been that is missing, out of order or altered. */
  readonly firstBad?: number;
}

/** Reads the whole log. Positions and the versions of every stream must be dense from 1 and the hash chain unbroken. */
export async function verify(log: Pick<EventLog, "readAll" | "head">): Promise<Verification> {
  const head = await log.head();
  const versions = new Map<string, number>();
  let last: Head = { position: 0, hash: GENESIS };
  let events = 0;
  for await (const event of log.readAll({ after: 0 })) {
    if (event.position > head.position) break;
    events++;
    if (!follows(event, last, versions)) return { ok: false, events, head, firstBad: last.position + 1 };
    versions.set(event.streamId, event.version);
    last = { position: event.position, hash: event.hash };
  }
  if (last.position === head.position && last.hash === head.hash) return { ok: true, events, head };
  return {
    ok: false,
    events,
    head,
    firstBad: last.position < head.position ? last.position + 1 : head.position,
  };
}

function follows(event: StoredEvent, last: Head, versions: ReadonlyMap<string, number>): boolean {
  return event.position === last.position + 1 &&
    event.version === (versions.get(event.streamId) ?? 0) + 1 &&
    event.hash === expectedHash(last.hash, event);
}
