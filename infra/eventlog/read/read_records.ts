// Commit records of the log, in order or in reverse.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { LogDamage } from "../damage.ts";
import { headIn, readHead } from "../head.ts";
import { END_OF_LOG, firstUnder, isHead, LOG, logKey } from "../keys.ts";
import { decodeLogRecord } from "../record.ts";

/** Records have from 300 bytes to 60 KB: pages of so many bytes keep memory flat and small records fast. */
const PAGE_BYTES = 300_000;
const FEWEST_PER_PAGE = 5;
const MOST_PER_PAGE = 500;
/** So much is decoded before it is handed out: one large record, or many small ones. */
const HANDED_OUT_BYTES = 30_000;
const RECORDS_PER_READ_BACK = 30;

type Entry = Deno.KvEntry<Uint8Array>;

export interface PageOptions {
  /** Events right before the first record, to be handed out with it. */
  readonly rest?: readonly StoredEvent[];
  /** Also what lies behind the head, for those who look for what should not be there. */
  readonly behindHead?: boolean;
}

/** Records from the key on, one by one, up to the head. */
export async function* recordsFrom(kv: Deno.Kv, start: Deno.KvKey): AsyncGenerator<StoredEvent[]> {
  for await (const records of pagesFrom(kv, start)) yield* records;
}

/**
 * The same, as many together as were read together; the next are read while these are looked at. The head sorts right
 * behind the records, so whoever reads to the end has it without asking; who does not asks once, and again when past it.
 */
export async function* pagesFrom(
  kv: Deno.Kv,
  start: Deno.KvKey,
  { rest = [], behindHead = false }: PageOptions = {},
): AsyncGenerator<StoredEvent[][]> {
  let size = FEWEST_PER_PAGE;
  let reading = readPage(kv, start, size);
  let head = behindHead ? Infinity : 0;
  let before = rest;
  try {
    for (;;) {
      const page = await reading;
      const last = page.at(-1);
      const whole = last === undefined || page.length < size || isHead(last.key);
      if (!whole) {
        size = nextSize(page);
        reading = readPage(kv, firstUnder(last.key), size);
      }
      const ending = last !== undefined && isHead(last.key) ? last : null;
      for (const some of decodePage(ending === null ? page : page.slice(0, -1), before)) {
        const end = some.at(-1)?.at(-1)?.position ?? 0;
        if (end > head) ({ position: head } = ending === null ? await readHead(kv) : headIn(ending.value));
        if (end > head) return yield some.map((events) => events.filter(({ position }) => position <= head));
        yield some;
      }
      before = [];
      if (whole) return;
    }
  } finally {
    // Whoever stops early may close the store next. What became of a page nobody wants does not matter.
    await reading.then(undefined, () => {});
  }
}

/** The newest records that begin before the position, at most so many, newest first, as far as they can be read. */
export async function recordsRightBefore(
  kv: Deno.Kv,
  position: number,
  limit: number,
): Promise<StoredEvent[][]> {
  const selector = { prefix: LOG, end: logKey(position) };
  const records: StoredEvent[][] = [];
  try {
    const found = kv.list<Uint8Array>(selector, { limit, reverse: true });
    for await (const record of found) records.push(decodeRecord(record));
  } catch (error) {
    // Who needs what is in it misses it; for the others it only lies beside.
    if (!(error instanceof LogDamage)) throw error;
  }
  return records;
}

/** Records that begin before the position, newest first; their events are in order. */
export async function* recordsBefore(kv: Deno.Kv, position: number): AsyncGenerator<StoredEvent[]> {
  const selector = { prefix: LOG, end: logKey(position) };
  const records = kv.list<Uint8Array>(selector, { batchSize: RECORDS_PER_READ_BACK, reverse: true });
  for await (const record of records) yield decodeRecord(record);
}

/** None when there is no record. */
export async function oldestRecord(kv: Deno.Kv): Promise<StoredEvent[]> {
  for await (const record of kv.list<Uint8Array>({ prefix: LOG }, { limit: 1 })) return decodeRecord(record);
  return [];
}

function readPage(kv: Deno.Kv, start: Deno.KvKey, size: number): Promise<Entry[]> {
  const selector = { start, end: END_OF_LOG };
  const page = Array.fromAsync(kv.list<Uint8Array>(selector, { limit: size, batchSize: size }));
  // It is asked for before anybody waits for it; whoever does is told of a failure.
  page.then(undefined, () => {});
  return page;
}

function nextSize(page: readonly Entry[]): number {
  const bytes = page.reduce((sum, { value }) => sum + value.length, 0);
  return Math.min(MOST_PER_PAGE, Math.max(FEWEST_PER_PAGE, Math.floor(PAGE_BYTES * page.length / bytes)));
}

/** What can be read is handed out before the damage is thrown. */
function* decodePage(page: readonly Entry[], before: readonly StoredEvent[]): Generator<StoredEvent[][]> {
  let records: StoredEvent[][] = before.length > 0 ? [[...before]] : [];
  let bytes = 0;
  for (const entry of page) {
    try {
      records.push(decodeRecord(entry));
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

/** The events of a commit record. Throws LogDamage when it cannot be read, or is not the one its key says. */
export function decodeRecord({ key, value }: Entry): StoredEvent[] {
  const first = key[1];
  if (typeof first !== "number" || key.length !== 2) {
    throw new LogDamage(1, `${Deno.inspect(key)} is no place in it`);
  }
  let events: StoredEvent[];
  try {
    events = decodeLogRecord(value);
  } catch (cause) {
    throw new LogDamage(first, "the commit record there cannot be read", { cause });
  }
  if (events[0]?.position !== first) throw new LogDamage(first, "another commit record is in its place");
  return events;
}
