// Commit records of the log, in order or in reverse.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { LogDamage } from "../damage.ts";
import { LOG, logKey } from "../keys.ts";
import { decodeLogRecord } from "../record.ts";

/** Records have from 300 bytes to 60 KB: pages of so many bytes keep memory flat and small records fast. */
const PAGE_BYTES = 300_000;
const FEWEST_PER_PAGE = 5;
const MOST_PER_PAGE = 500;
/** So much is decoded before it is handed out: one large record, or many small ones. */
const HANDED_OUT_BYTES = 30_000;
const RECORDS_PER_READ_BACK = 30;

type Entry = Deno.KvEntry<Uint8Array>;

/** The record that holds the position, if it is there, and all after it, one by one. */
export async function* recordsFrom(kv: Deno.Kv, position: number): AsyncGenerator<StoredEvent[]> {
  for await (const records of pagesFrom(kv, position)) yield* records;
}

/** The same, as many together as were read together; the next are read while these are looked at. */
export async function* pagesFrom(kv: Deno.Kv, position: number): AsyncGenerator<StoredEvent[][]> {
  let size = FEWEST_PER_PAGE;
  let reading = readPage(kv, await recordHolding(kv, position), size);
  try {
    for (;;) {
      const page = await reading;
      const last = page.at(-1);
      if (last === undefined) return;
      const whole = page.length < size;
      if (!whole) {
        size = nextSize(page);
        reading = readPage(kv, logKey(Number(last.key[1]) + 1), size);
      }
      yield* decodePage(page);
      if (whole) return;
    }
  } finally {
    // Whoever stops early may close the store next. What became of a page nobody wants does not matter.
    await reading.then(undefined, () => {});
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

function readPage(kv: Deno.Kv, start: Deno.KvKey, size: number): Promise<Entry[]> {
  const page = Array.fromAsync(kv.list<Uint8Array>({ prefix: LOG, start }, { limit: size, batchSize: size }));
  // It is asked for before anybody waits for it; whoever does is told of a failure.
  page.then(undefined, () => {});
  return page;
}

function nextSize(page: readonly Entry[]): number {
  const bytes = page.reduce((sum, { value }) => sum + value.length, 0);
  return Math.min(MOST_PER_PAGE, Math.max(FEWEST_PER_PAGE, Math.floor(PAGE_BYTES * page.length / bytes)));
}

/** What can be read is handed out before the damage is thrown. */
function* decodePage(page: readonly Entry[]): Generator<StoredEvent[][]> {
  let records: StoredEvent[][] = [];
  let bytes = 0;
  for (const entry of page) {
    try {
      records.push(decode(entry));
    } catch (error) {
      yield records;
      throw error;
    }
    bytes += entry.value.length;
    if (bytes < HANDED_OUT_BYTES) continue;
    yield records;
    records = [];
    bytes = 0;
  }
  yield records;
}

function decode({ key, value }: Entry): StoredEvent[] {
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
