// Reads the log as it is stored: commit records and, for old history, sealed segments. A reader follows positions, so
// it never notices records being sealed under it: where the next record is gone, its segment is there.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { EventLog, Head } from "../../../domain/shared/event_log.ts";
import { LogDamage } from "../damage.ts";
import { readHead } from "../head.ts";
import { segmentsBefore, segmentsFrom } from "../segments/read_segments.ts";
import type { SegmentCache } from "../segments/segment_cache.ts";
import { pagesFrom, recordsBefore } from "./read_records.ts";

/** What proves, copies and moves a log needs of it: the events exactly as they were hashed. */
export type StoredLog = Pick<EventLog, "readAll" | "head">;

/**
 * `shape` is applied to every event on its way out; nothing by default. With a cache, the segment a reading begins in is
 * kept and need not be read again: not for those who are to notice that it was altered.
 */
export function createStoredLog(
  kv: Deno.Kv,
  shape: (event: StoredEvent) => StoredEvent = (event) => event,
  cache?: SegmentCache,
): StoredLog {
  async function head(): Promise<Head> {
    const { position, hash } = await readHead(kv);
    return { position, hash };
  }

  async function* readAll(
    range: { after: number } | { before: number; backwards: true },
  ): AsyncGenerator<StoredEvent> {
    if ("before" in range) {
      const { position } = await head();
      const runs = backwards(kv, Math.min(range.before, position + 1), cache);
      for await (const events of runs) for (const event of events) yield shape(event);
    } else {
      const runs = forwards(kv, range.after + 1, cache);
      for await (const events of runs) for (const event of events) yield shape(event);
    }
  }

  return { readAll, head };
}

/** Runs of events from the position on. Throws LogDamage at a hole. */
async function* forwards(kv: Deno.Kv, from: number, cache?: SegmentCache): AsyncGenerator<StoredEvent[]> {
  let next = from;
  for (let held = cache?.holding(next); held; held = cache?.holding(next)) {
    const run = held.slice(next - (held[0]?.position ?? next));
    next += run.length;
    yield run;
  }
  for (;;) {
    const before = next;
    let beyond: number | null = null;
    let seen = false;
    for await (const records of pagesFrom(kv, next)) {
      const run: StoredEvent[] = [];
      for (const events of records) {
        const [first] = events;
        if (first === undefined) continue;
        seen = true;
        beyond = first.position > next ? first.position : null;
        if (beyond !== null) break;
        for (let index = next - first.position; index < events.length; index++) {
          const event = events[index];
          if (event !== undefined) run.push(event);
        }
        next = Math.max(next, first.position + events.length);
      }
      if (run.length > 0) yield run;
      if (beyond !== null) break;
    }
    if (seen && beyond === null) return;
    for await (const events of segmentsFrom(kv, next)) {
      const first = events[0]?.position ?? next;
      if (first > next) break;
      if (next === from) cache?.keep(events);
      const fresh = events.slice(next - first);
      next += fresh.length;
      if (fresh.length > 0) yield fresh;
    }
    if (next > before) continue;
    if (beyond !== null) throw new LogDamage(next, "it is missing");
    return;
  }
}

/** Runs of events before the position, newest first. Throws LogDamage at a hole. */
async function* backwards(kv: Deno.Kv, before: number, cache?: SegmentCache): AsyncGenerator<StoredEvent[]> {
  let below = before;
  for (let held = cache?.holding(below - 1); held; held = cache?.holding(below - 1)) {
    const run = held.slice(0, below - (held[0]?.position ?? below));
    below -= run.length;
    yield run.reverse();
  }
  while (below > 1) {
    const start = below;
    for (const read of [recordsBefore, segmentsBefore]) {
      for await (const events of read(kv, below)) {
        const older = events.slice(0, below - (events[0]?.position ?? below));
        if (older.at(-1)?.position !== below - 1) break;
        if (below === before && read === segmentsBefore) cache?.keep(events);
        below -= older.length;
        yield older.reverse();
      }
    }
    if (below === start) throw new LogDamage(below - 1, "it is missing");
  }
}
