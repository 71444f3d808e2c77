// Commit records of the log, in order or in reverse.
import type { StoredEvent } from "../../domain/shared/event.ts";
import { LogDamage } from "./damage.ts";
import { LOG, logKey } from "./keys.ts";
import { decodeLogRecord } from "./record.ts";

/** Records have from 300 bytes to 60 KB: pages of so many bytes keep memory flat and small records fast. */
const PAGE_BYTES = 300_000;
const FEWEST_PER_PAGE = 5;
const MOST_PER_PAGE = 500;
const RECORDS_PER_READ_BACK = 30;

/** The record that holds the position, if it is there, and all after it. */
export async function* recordsFrom(kv: Deno.Kv, position: number): AsyncGenerator<StoredEvent[]> {
  let start = await recordHolding(kv, position);
  for (let page = FEWEST_PER_PAGE;;) {
    let read = 0, bytes = 0;
    const records = kv.list<Uint8Array>({ prefix: LOG, start }, { limit: page, batchSize: page });
    for await (const record of records) {
      read++;
      bytes += record.value.length;
      start = logKey(Number(record.key[1]) + 1);
      yield decode(record);
    }
    if (read < page) return;
    page = Math.min(MOST_PER_PAGE, Math.max(FEWEST_PER_PAGE, Math.floor(PAGE_BYTES * read / bytes)));
  }
}

/** Records that begin before the position, newest first; their events are in order. */
export async function* recordsBefore(kv: Deno.Kv, position: number): AsyncGenerator<StoredEvent[]> {
  const selector = { prefix: LOG, end: logKey(position) };
  const records = kv.list<Uint8Array>(selector, { batchSize: RECORDS_PER_READ_BACK, reverse: true });
  for await (const record of records) yield decode(record);
}

/** Key of the last record that begins at or before the position. */
async function recordHolding(kv: Deno.Kv, position: number): Promise<Deno.KvKey> {
  const before = kv.list({ prefix: LOG, end: logKey(position + 1) }, { limit: 1, reverse: true });
  for await (const { key } of before) return key;
  return logKey(position);
}

function decode({ key, value }: Deno.KvEntry<Uint8Array>): StoredEvent[] {
  const first = Number(key[1]);
  let events: StoredEvent[];
  try {
    events = decodeLogRecord(value);
  } catch (cause) {
    throw new LogDamage(first, "the commit record there cannot be read", { cause });
  }
  if (events[0]?.position !== first) throw new LogDamage(first, "another commit record is in its place");
  return events;
}
