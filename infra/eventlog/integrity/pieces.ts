// What the log is made of, as it lies in the store: records and segments, whether they belong there or not.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { LogDamage } from "../damage.ts";
import { LOG, SEGMENTS } from "../keys.ts";
import { decodeRecord } from "../read/read_records.ts";
import { decodeSegment } from "../segments/segment.ts";

/** A record, or a segment with all its chunks. */
export interface Piece {
  readonly entries: readonly Deno.KvEntry<Uint8Array>[];
  /** None when it cannot be read. */
  readonly events: readonly StoredEvent[];
}

/** Segments first: what is sealed may be in records too. */
export async function* pieces(kv: Deno.Kv): AsyncGenerator<Piece> {
  let entries: Deno.KvEntry<Uint8Array>[] = [];
  const segment = () =>
    piece(entries, ([first]) => decodeSegment(Number(first?.key[1]), entries.map(({ value }) => value)));
  for await (const entry of kv.list<Uint8Array>({ prefix: SEGMENTS }, { batchSize: 10 })) {
    if (entries.length > 0 && entries[0]?.key[1] !== entry.key[1]) {
      yield segment();
      entries = [];
    }
    entries.push(entry);
  }
  if (entries.length > 0) yield segment();
  for await (const entry of kv.list<Uint8Array>({ prefix: LOG }, { batchSize: 30 })) {
    yield piece([entry], () => decodeRecord(entry));
  }
}

function piece(
  entries: readonly Deno.KvEntry<Uint8Array>[],
  read: (entries: readonly Deno.KvEntry<Uint8Array>[]) => StoredEvent[],
): Piece {
  try {
    return { entries, events: read(entries) };
  } catch (error) {
    if (error instanceof LogDamage) return { entries, events: [] };
    throw error;
  }
}

/** Its keys with the versions it was found in. */
export function nameOf({ entries }: Piece): string {
  return entries.map(({ key, versionstamp }) => `${Deno.inspect(key)} ${versionstamp}`).join();
}

export function isSegment({ entries }: Piece): boolean {
  return entries[0]?.key[0] === SEGMENTS[0];
}
