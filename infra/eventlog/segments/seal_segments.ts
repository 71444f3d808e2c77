// Turns old history into sealed segments: thousands of events compressed into one, then the commit records they came
// from are deleted. At every moment each event is in a record, in a segment or in both, so readers and crashes are safe.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { retryWhileLocked } from "../../locked.ts";
import { expectedHash, GENESIS } from "../chain.ts";
import { LogDamage } from "../damage.ts";
import { LOG, logKey, segmentKey } from "../keys.ts";
import { isIn } from "../read/neighbours.ts";
import { recordsFrom } from "../read/read_records.ts";
import { decodeLogRecord } from "../record.ts";
import { soundHead } from "../sound_head.ts";
import { toWritable } from "../writable.ts";
import { newestSegment } from "./read_segments.ts";
import { encodeSegment } from "./segment.ts";

export interface SealOptions {
  /** So many of the newest events stay commit records; at least one. */
  readonly keep?: number;
  /** JSON text that goes into one segment, in characters. All its chunks are written at once, so at most 600,000. */
  readonly segmentSize?: number;
  /** Stops after so many. */
  readonly maxSegments?: number;
}

export interface Sealed {
  readonly segments: number;
  readonly events: number;
  /** Bytes of the segments written; they took the place of `recordBytes`. */
  readonly segmentBytes: number;
  readonly recordBytes: number;
}

const KEEP = 10_000;
const SEGMENT_SIZE = 600_000;
const DELETES_AT_ONCE = 500;

/** Seals what is old enough and finishes what an earlier run left. Throws LogDamage rather than seal a bad event. */
export async function sealSegments(
  { kv, random }: { readonly kv: Deno.Kv; readonly random: () => number },
  { keep = KEEP, segmentSize = SEGMENT_SIZE, maxSegments = Infinity }: SealOptions = {},
): Promise<Sealed> {
  const head = await soundHead(kv);
  const last = head.position - Math.max(1, keep);
  const total = { segments: 0, events: 0, segmentBytes: 0, recordBytes: 0 };
  for (;;) {
    const newest = await newestSegment(kv);
    if (newest !== null) total.recordBytes += await deleteRecords(kv, newest, random);
    if (total.segments >= maxSegments) return total;
    const previous = newest?.events.at(-1) ?? { position: 0, hash: GENESIS };
    const events = await nextEvents(kv, previous, last, segmentSize).catch(async (error) => {
      // Records that went while we read them were sealed by somebody else: look again from there.
      const moved = (await newestSegment(kv))?.events.at(-1)?.position ?? 0;
      if (error instanceof LogDamage && moved !== previous.position) return "moved" as const;
      throw error;
    });
    if (events === "moved") continue;
    if (events === null) return total;
    const chunks = await encodeSegment(events);
    const first = previous.position + 1;
    // Whoever else is sealing writes the same segment: then that one is taken.
    const atomic = kv.atomic().check({ key: segmentKey(first, 0), versionstamp: null });
    chunks.forEach((chunk, n) => atomic.set(segmentKey(first, n), chunk));
    if (!(await retryWhileLocked(() => atomic.commit(), random)).ok) continue;
    total.segments++;
    total.events += events.length;
    total.segmentBytes += chunks.reduce((bytes, chunk) => bytes + chunk.length, 0);
  }
}

/** Whole records after the newest segment, a segment full of them; null when there are not enough yet. */
async function nextEvents(
  kv: Deno.Kv,
  previous: { readonly position: number; readonly hash: string },
  last: number,
  segmentSize: number,
): Promise<StoredEvent[] | null> {
  const events: StoredEvent[] = [];
  let { position, hash } = previous;
  let size = 0;
  for await (const record of recordsFrom(kv, logKey(position + 1))) {
    if ((record.at(-1)?.position ?? 0) > last) return null;
    const recordSize = sizeOf(record);
    if (size > 0 && size + recordSize > segmentSize) return events;
    for (const event of record) {
      if (event.position !== ++position || event.hash !== expectedHash(hash, event)) {
        throw new LogDamage(position, "it does not fit its hash and is not sealed");
      }
      hash = event.hash;
      events.push(event);
    }
    size += recordSize;
  }
  return null;
}

/** About what the event takes in a record. */
function sizeOf(record: readonly StoredEvent[]): number {
  return record.reduce((size, event) => {
    const { streamId, type, dataText, metaText } = toWritable(event);
    return size + streamId.length + type.length + dataText.length + metaText.length + 90;
  }, 0);
}

/** Deletes the records a segment covers, each found in it first; their bytes. */
async function deleteRecords(
  kv: Deno.Kv,
  { events, entry }: { readonly events: readonly StoredEvent[]; readonly entry: Deno.KvEntryMaybe<unknown> },
  random: () => number,
): Promise<number> {
  const [first] = events;
  if (first === undefined) return 0;
  const selector = { prefix: LOG, end: logKey(first.position + events.length) };
  let bytes = 0;
  let keys: Deno.KvKey[] = [];
  const flush = async () => {
    const atomic = kv.atomic().check(entry);
    for (const key of keys) atomic.delete(key);
    const { ok } = await retryWhileLocked(() => atomic.commit(), random);
    if (!ok) {
      throw new LogDamage(first.position, "the sealed segment there changed while records were deleted");
    }
    keys = [];
  };
  for await (const { key, value } of kv.list<Uint8Array>(selector, { batchSize: 30 })) {
    for (const event of decodeLogRecord(value)) {
      if (isIn(events, [event])) continue;
      throw new LogDamage(event.position, "the commit record there is not what was sealed");
    }
    bytes += value.length;
    if (keys.push(key) === DELETES_AT_ONCE) await flush();
  }
  if (keys.length > 0) await flush();
  return bytes;
}
