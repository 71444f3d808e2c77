// Commit records of the log, in order or in reverse.
import type { StoredEvent } from "../../domain/shared/event.ts";
import { LogDamage } from "./damage.ts";
import { LOG, logKey } from "./keys.ts";
import { decodeLogRecord } from "./record.ts";

/** Commit records are up to 60 KB each: small pages keep memory flat at no loss of speed. */
const RECORDS_PER_READ = 30;

/** The record that holds the position, if it is there, and all after it. */
export async function* recordsFrom(kv: Deno.Kv, position: number): AsyncGenerator<StoredEvent[]> {
  const start = await recordHolding(kv, position);
  const records = kv.list<Uint8Array>({ prefix: LOG, start }, { batchSize: RECORDS_PER_READ });
  for await (const record of records) yield decode(record);
}

/** Records that begin before the position, newest first; their events are in order. */
export async function* recordsBefore(kv: Deno.Kv, position: number): AsyncGenerator<StoredEvent[]> {
  const selector = { prefix: LOG, end: logKey(position) };
  const records = kv.list<Uint8Array>(selector, { batchSize: RECORDS_PER_READ, reverse: true });
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
