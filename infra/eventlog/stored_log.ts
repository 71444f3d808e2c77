// Reads the log as it is stored: commit records and, for old history, sealed segments. A reader follows positions, so
// it never notices records being sealed under it: where the next record is gone, its segment is there.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { EventLog, Head } from "../../domain/shared/event_log.ts";
import { GENESIS } from "./chain.ts";
import { LogDamage } from "./damage.ts";
import { HEAD } from "./keys.ts";
import { recordsBefore, recordsFrom } from "./read_records.ts";
import { segmentsBefore, segmentsFrom } from "./read_segments.ts";
import { decodeHead } from "./record.ts";

/** What proves, copies and moves a log needs of it: the events exactly as they were hashed. */
export type StoredLog = Pick<EventLog, "readAll" | "head">;

/** `shape` is applied to every event on its way out; nothing by default. */
export function createStoredLog(
  kv: Deno.Kv,
  shape: (event: StoredEvent) => StoredEvent = (event) => event,
): StoredLog {
  async function head(): Promise<Head> {
    const entry = await kv.get<Uint8Array>(HEAD);
    if (entry.value === null) return { position: 0, hash: GENESIS };
    const { position, hash } = decodeHead(entry.value);
    return { position, hash };
  }

  async function* readAll(
    range: { after: number } | { before: number; backwards: true },
  ): AsyncGenerator<StoredEvent> {
    if ("before" in range) {
      const { position } = await head();
      const runs = backwards(kv, Math.min(range.before, position + 1));
      for await (const events of runs) for (const event of events) yield shape(event);
    } else {
      const runs = forwards(kv, range.after + 1);
      for await (const events of runs) for (const event of events) yield shape(event);
    }
  }

  return { readAll, head };
}

/** Runs of events from the position on. Throws LogDamage at a hole. */
async function* forwards(kv: Deno.Kv, from: number): AsyncGenerator<StoredEvent[]> {
  let next = from;
  for (;;) {
    const before = next;
    let beyond: number | null = null;
    let seen = false;
    for await (const events of recordsFrom(kv, next)) {
      const [first] = events;
      if (first === undefined) continue;
      seen = true;
      beyond = first.position > next ? first.position : null;
      if (beyond !== null) break;
      const fresh = events.slice(next - first.position);
      next += fresh.length;
      if (fresh.length > 0) yield fresh;
    }
    if (seen && beyond === null) return;
    for await (const events of segmentsFrom(kv, next)) {
      const first = events[0]?.position ?? next;
      if (first > next) break;
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
async function* backwards(kv: Deno.Kv, before: number): AsyncGenerator<StoredEvent[]> {
  let below = before;
  while (below > 1) {
    const start = below;
    for (const read of [recordsBefore, segmentsBefore]) {
      for await (const events of read(kv, below)) {
        const older = events.slice(0, below - (events[0]?.position ?? below));
        if (older.at(-1)?.position !== below - 1) break;
        below -= older.length;
        yield older.reverse();
      }
    }
    if (below === start) throw new LogDamage(below - 1, "it is missing");
  }
}
