// The log from a position on. Usually the reader has just read what comes before; who begins in the middle looks there, so
// that nobody can put a record where somebody else begins.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { INSIDE_ANOTHER, LogDamage } from "../damage.ts";
import { logKey } from "../keys.ts";
import { sealedFrom } from "../segments/read_segments.ts";
import type { SegmentCache } from "../segments/segment_cache.ts";
import { restOf } from "./neighbours.ts";
import { pagesFrom, recordsRightBefore } from "./read_records.ts";

/** How far the log was read in order: who goes on there need not look at what comes before. */
export interface Seen {
  to: number;
}

/**
 * Runs of events from the position on, up to the head. Throws LogDamage at a hole, and where a record or a segment begins
 * inside another.
 */
export async function* forwards(
  kv: Deno.Kv,
  from: number,
  seen: Seen,
  cache?: SegmentCache,
): AsyncGenerator<StoredEvent[]> {
  let next = from;
  for (let held = cache?.holding(next); held; held = cache?.holding(next)) {
    const run = held.slice(next - (held[0]?.position ?? next));
    next += run.length;
    yield run;
  }
  let { rest, follows } = next === seen.to + 1
    ? { rest: [], follows: true }
    : restOf(await recordsRightBefore(kv, next, 2), next, false);
  let missed = false;
  for (;;) {
    const before = next;
    if (!follows) {
      for await (const events of sealedFrom(kv, next, next === from ? cache : undefined)) {
        next += events.length;
        rest = [];
        yield events;
      }
    }
    let beyond = false;
    for await (const records of pagesFrom(kv, logKey(next), { rest })) {
      const run: StoredEvent[] = [];
      for (const events of records) {
        const first = events[0]?.position ?? next;
        if (first < next) throw new LogDamage(first, INSIDE_ANOTHER);
        beyond = first > next;
        if (beyond) break;
        for (const event of events) run.push(event);
        next += events.length;
      }
      if (run.length > 0) {
        seen.to = Math.max(seen.to, next - 1);
        yield run;
      }
      if (beyond) break;
    }
    if (!beyond) return;
    // What was sealed between the two looks is found at the second.
    if (next === before && !follows && missed) throw new LogDamage(next, "it is missing");
    missed = next === before && !follows;
    rest = [];
    follows = false;
  }
}
