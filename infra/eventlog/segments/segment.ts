// A sealed segment: one long commit record of thousands of events, compressed, in chunks that fit a value.
// This form is stored: change it only by a new format number.
//   chunk 0: format (1 byte), number of chunks (1 byte), sha256 of the compressed bytes (32 bytes), their beginning
//   chunk n: more of the compressed bytes
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { LogDamage } from "../damage.ts";
import { decodeLogRecord, encodeLogRecord } from "../record.ts";
import { toWritable } from "../writable.ts";

const FORMAT = 1;
const HASH_BYTES = 32;
const HEADER_BYTES = 2 + HASH_BYTES;
/** Bytes of one chunk, below the 64 KiB a value may have. */
const CHUNK_BYTES = 60_000;
/** Sealed once, read for ever: worth some effort. */
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 6 } };

const compress = promisify(zstdCompress) as (bytes: Uint8Array, options: typeof LEVEL) => Promise<Uint8Array>;

/** The chunks of a segment that holds these consecutive events. */
export async function encodeSegment(events: readonly StoredEvent[]): Promise<Uint8Array[]> {
  const body = await compress(encodeLogRecord(events.map(toWritable)), LEVEL);
  const chunks = Math.ceil((HEADER_BYTES + body.length) / CHUNK_BYTES);
  const whole = Buffer.concat([Buffer.from([FORMAT, chunks]), sha256(body), body]);
  return Array.from({ length: chunks }, (_, n) => whole.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES));
}

/** How many chunks follow from the first one. Throws LogDamage when that is not how a segment begins. */
export function chunksOf(first: number, chunk: Uint8Array): number {
  const [format, chunks = 0] = chunk;
  if (format !== FORMAT || chunks === 0) throw new LogDamage(first, "a sealed segment does not begin as one");
  return chunks;
}

/** The events of the segment that begins at position `first`. Throws LogDamage when a byte of it was changed. */
export function decodeSegment(first: number, chunks: readonly Uint8Array[]): StoredEvent[] {
  const whole = Buffer.concat(chunks);
  const body = whole.subarray(HEADER_BYTES);
  if (!sha256(body).equals(whole.subarray(2, HEADER_BYTES)) || chunksOf(first, whole) !== chunks.length) {
    throw new LogDamage(first, "the sealed segment there was altered or is not whole");
  }
  let events: StoredEvent[];
  try {
    events = decodeLogRecord(zstdDecompressSync(body));
  } catch (cause) {
    throw new LogDamage(first, "the sealed segment there cannot be read", { cause });
  }
  if (events[0]?.position !== first) throw new LogDamage(first, "another sealed segment is in its place");
  return events;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
