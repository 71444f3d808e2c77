// Sealed segments of the log, in order or in reverse.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { LogDamage } from "../damage.ts";
import { segmentKey, SEGMENTS } from "../keys.ts";
import { mustBeIn, restOf } from "../read/neighbours.ts";
import { oldestRecord } from "../read/read_records.ts";
import { chunksOf, decodeSegment } from "./segment.ts";
import type { SegmentCache } from "./segment_cache.ts";

/** Chunks of 60 KB a read. */
const CHUNKS_PER_READ = 10;
const NOT_WHOLE = "chunks of the sealed segment there are missing";

/** The segments from the key of a first chunk on. */
export async function* segmentsFrom(kv: Deno.Kv, start: Deno.KvKey): AsyncGenerator<StoredEvent[]> {
  let at = 0;
  let chunks: Uint8Array[] = [];
  const selector = { prefix: SEGMENTS, start };
  for await (const { key, value } of kv.list<Uint8Array>(selector, { batchSize: CHUNKS_PER_READ })) {
    if (chunks.length === 0) at = firstIn(key);
    if (key[1] !== at || key[2] !== chunks.length) throw new LogDamage(at, NOT_WHOLE);
    chunks.push(value);
    if (chunks.length < chunksOf(at, chunks[0] ?? value)) continue;
    yield decodeSegment(at, chunks);
    chunks = [];
  }
  if (chunks.length > 0) throw new LogDamage(at, NOT_WHOLE);
}

/** Segments that begin before the position, newest first; their events are in order. */
export async function* segmentsBefore(kv: Deno.Kv, position: number): AsyncGenerator<StoredEvent[]> {
  const selector = { prefix: SEGMENTS, end: ["seg", position] };
  const options = { batchSize: CHUNKS_PER_READ, reverse: true };
  let at = 0;
  let chunks: Uint8Array[] = [];
  for await (const { key, value } of kv.list<Uint8Array>(selector, options)) {
    if (chunks.length === 0) at = firstIn(key);
    if (key[1] !== at) throw new LogDamage(at, NOT_WHOLE);
    chunks.unshift(value);
    if (key[2] !== 0) continue;
    yield decodeSegment(at, chunks);
    chunks = [];
  }
}

/**
 * Runs of sealed events from the position on, as far as one segment follows another. None when the one that holds the
 * position does not follow the one before it. Throws LogDamage when a record there says something else.
 */
export async function* sealedFrom(
  kv: Deno.Kv,
  from: number,
  cache?: SegmentCache,
): AsyncGenerator<StoredEvent[]> {
  // Before the segments: a record of history that is sealed meanwhile is in the segment then.
  const oldest = await oldestRecord(kv);
  const holding: StoredEvent[][] = [];
  for await (const events of segmentsBefore(kv, from + 1)) if (holding.push(events) === 2) break;
  const { rest, follows } = restOf(holding, from, true);
  if (!follows || rest.length === 0) return;
  mustBeIn(holding[0] ?? [], oldest);
  cache?.keep(holding[0] ?? []);
  yield rest;
  let next = from + rest.length;
  for await (const events of segmentsFrom(kv, segmentKey(next, 0))) {
    if (events[0]?.position !== next) return;
    mustBeIn(events, oldest);
    next += events.length;
    yield events;
  }
}

/** The newest segment and its first chunk's entry, whose versionstamp stands for the whole; null when there is none. */
export async function newestSegment(
  kv: Deno.Kv,
): Promise<{ readonly events: StoredEvent[]; readonly entry: Deno.KvEntryMaybe<unknown> } | null> {
  const first = await newestFirst(kv, Number.MAX_SAFE_INTEGER);
  if (first === null) return null;
  for await (const events of segmentsFrom(kv, segmentKey(first, 0))) {
    return { events, entry: await kv.get(segmentKey(first, 0)) };
  }
  return null;
}

/** First position of the newest segment that begins before the position. */
async function newestFirst(kv: Deno.Kv, before: number): Promise<number | null> {
  const newest = kv.list({ prefix: SEGMENTS, end: ["seg", before] }, { limit: 1, reverse: true });
  for await (const { key } of newest) return firstIn(key);
  return null;
}

function firstIn(key: Deno.KvKey): number {
  const [, first] = key;
  if (typeof first === "number" && key.length === 3) return first;
  throw new LogDamage(1, `${Deno.inspect(key)} is no place in it`);
}
