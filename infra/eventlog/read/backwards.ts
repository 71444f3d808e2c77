// The log before a position, newest first. A record or a segment is handed out when the one before it was seen to end right
// before it.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { INSIDE_ANOTHER, LogDamage } from "../damage.ts";
import { segmentsBefore } from "../segments/read_segments.ts";
import type { SegmentCache } from "../segments/segment_cache.ts";
import { mustBeIn, mustFollow } from "./neighbours.ts";
import { recordsBefore } from "./read_records.ts";

/** Runs of events before the position, newest first. Throws LogDamage as `forwards` does. */
export async function* backwards(
  kv: Deno.Kv,
  before: number,
  cache?: SegmentCache,
): AsyncGenerator<StoredEvent[]> {
  let below = before;
  for (let held = cache?.holding(below - 1); held; held = cache?.holding(below - 1)) {
    const run = held.slice(0, below - (held[0]?.position ?? below));
    below -= run.length;
    yield run.reverse();
  }
  while (below > 1) {
    const start = below;
    for (const read of [recordsBefore, segmentsBefore]) {
      for await (const { events, follows } of linked(read(kv, below), below)) {
        if (!follows && read === recordsBefore && await isSealed(kv, events)) break;
        if (below === before && read === segmentsBefore) cache?.keep(events);
        const older = events.slice(0, below - (events[0]?.position ?? below));
        below -= older.length;
        yield older.reverse();
      }
    }
    if (below === start) throw new LogDamage(below - 1, "it is missing");
  }
}

/** Newest first, as far as each ends right before the next: whether it follows another is known once that one is read. */
async function* linked(
  pieces: AsyncIterable<StoredEvent[]>,
  below: number,
): AsyncGenerator<{ readonly events: StoredEvent[]; readonly follows: boolean }> {
  let later: StoredEvent[] | undefined;
  try {
    for await (const events of pieces) {
      mustFollow(events, later ?? []);
      const follows = events.at(-1)?.position === (later?.[0]?.position ?? below) - 1;
      if (later !== undefined) yield { events: later, follows };
      else if ((events.at(-1)?.position ?? 0) < below - 1) return;
      if (later !== undefined && !follows) return;
      later = events;
      if (events[0]?.position === 1) break;
    }
  } catch (error) {
    // What can be read is handed out before the damage is thrown.
    const besideIt = error instanceof LogDamage && error.what !== INSIDE_ANOTHER;
    if (besideIt && later !== undefined) yield { events: later, follows: false };
    throw error;
  }
  if (later !== undefined) yield { events: later, follows: false };
}

/** A record that follows no other may lie where history is sealed. Throws LogDamage when it says something else. */
async function isSealed(kv: Deno.Kv, record: readonly StoredEvent[]): Promise<boolean> {
  const first = record[0]?.position ?? 0;
  for await (const sealed of segmentsBefore(kv, first + 1)) {
    mustBeIn(sealed, record);
    return (sealed.at(-1)?.position ?? 0) >= first;
  }
  return false;
}
