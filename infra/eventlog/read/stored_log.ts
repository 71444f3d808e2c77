// Reads the log as it is stored: commit records and, for old history, sealed segments. A reader follows positions, so
// it never notices records being sealed under it: where the next record is gone, its segment is there.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { EventLog, Head } from "../../../domain/shared/event_log.ts";
import { readHead } from "../head.ts";
import type { SegmentCache } from "../segments/segment_cache.ts";
import { backwards } from "./backwards.ts";
import { forwards, type Seen } from "./forwards.ts";

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
  const seen: Seen = { to: -1 };

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
      const runs = forwards(kv, range.after + 1, seen, cache);
      for await (const events of runs) for (const event of events) yield shape(event);
    }
  }

  return { readAll, head };
}
