// Sealed segments of the log, in order or in reverse.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { LogDamage } from "../damage.ts";
import { segmentKey, SEGMENTS } from "../keys.ts";
import { chunksOf, decodeSegment } from "./segment.ts";

/** Chunks of 60 KB a read. */
const CHUNKS_PER_READ = 10;
const NOT_WHOLE = "chunks of the sealed segment there are missing";

/** The segment that holds the position, if it is there, and all after it. */
export async function* segmentsFrom(kv: Deno.Kv, position: number): AsyncGenerator<StoredEvent[]> {
  const first = await newestFirst(kv, position + 1);
  if (first === null) return;
  const selector = { prefix: SEGMENTS, start: segmentKey(first, 0) };
  let at = first;
  let chunks: Uint8Array[] = [];
  for await (const { key, value } of kv.list<Uint8Array>(selector, { batchSize: CHUNKS_PER_READ })) {
    if (chunks.length === 0) at = Number(key[1]);
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
  let chunks: Uint8Array[] = [];
  for await (const { key, value } of kv.list<Uint8Array>(selector, options)) {
    chunks.unshift(value);
    if (key[2] !== 0) continue;
    yield decodeSegment(Number(key[1]), chunks);
    chunks = [];
  }
}

/** The newest segment and its first chunk's entry, whose versionstamp stands for the whole; null when there is none. */
export async function newestSegment(
  kv: Deno.Kv,
): Promise<{ readonly events: StoredEvent[]; readonly entry: Deno.KvEntryMaybe<unknown> } | null> {
  const first = await newestFirst(kv, Number.MAX_SAFE_INTEGER);
  if (first === null) return null;
  for await (const events of segmentsFrom(kv, first)) {
    return { events, entry: await kv.get(segmentKey(first, 0)) };
  }
  return null;
}

/** First position of the newest segment that begins before the position. */
async function newestFirst(kv: Deno.Kv, before: number): Promise<number | null> {
  const newest = kv.list({ prefix: SEGMENTS, end: ["seg", before] }, { limit: 1, reverse: true });
  for await (const { key } of newest) return Number(key[1]);
  return null;
}
