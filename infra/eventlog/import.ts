// Brings an export into a store: checked as a whole first, then written piece by piece, each piece with the head, so
// that an import that was cut off goes on where it ended. Events only: nothing is queued, nobody is told anything.
import type { StoredEvent } from "../../domain/shared/event.ts";
import { changeKey, restoreKey, type WrappedKey } from "../crypto/wrapped_keys.ts";
import { addKeys, removeUnused } from "./added_keys.ts";
import type { Keyring } from "../crypto/keyring.ts";
import { checkExport, ImportRefused } from "./check_export.ts";
import { parseLine } from "./export_line.ts";
import { eventKey, HEAD, IMPORTING, keyBytes, logKey, streamKey } from "./keys.ts";
import { MAX_KEY_BYTES, MAX_RECORD_BYTES } from "./limits.ts";
import { retryWhileLocked } from "../locked.ts";
import { encodeEvent, encodeHead, encodeLogRecord, toBytes } from "./record.ts";
import { createStoredLog } from "./stored_log.ts";
import { toWritable } from "./writable.ts";

export interface ImportOptions {
  readonly kv: Deno.Kv;
  readonly keyring: Keyring;
  readonly random: () => number;
  /** The lines of the export, from the beginning each time: they are read twice. */
  readonly lines: () => AsyncIterable<string>;
  /** Whether a store with events may be continued. */
  readonly append: boolean;
  /** The subject an event forgets, if it does: an older key of theirs in the store goes too. */
  readonly forgets: (event: StoredEvent) => string | null;
}

export interface Imported {
  readonly events: number;
  readonly keys: number;
}

const EVENTS_AT_ONCE = 400;
const NONCE = "imported";

/** Throws ImportRefused before anything is written, or when somebody else writes to the store meanwhile. */
export async function importLines(options: ImportOptions): Promise<Imported> {
  const { kv, keyring, lines, append, random } = options;
  // The fence is the head that is checked against: whatever is committed from here on stops the import.
  const { versionstamp } = await kv.get(HEAD);
  const head = await createStoredLog(kv).head();
  const interrupted = (await kv.get(IMPORTING)).value !== null;
  if (head.position > 0 && !append && !interrupted) {
    throw new ImportRefused(`the store holds ${head.position} events; --append continues them`);
  }
  const keys = await checkExport({
    ...{ lines: lines(), keyring, head },
    versionOf: (streamId) => versionOf(kv, streamId),
  });
  const fenced = kv.atomic().check({ key: HEAD, versionstamp }).set(IMPORTING, true);
  if (!(await retryWhileLocked(() => fenced.commit(), random)).ok) throw overtaken(head.position + 1);
  // Keys come first, so that there is no moment at which an event is there and its person cannot be read.
  const added = await addKeys(kv, keys, random);
  const events = await importEvents(options, keys, head.position, versionstamp).catch(async (error) => {
    if (error instanceof ImportRefused) {
      if (error.position === head.position + 1) await removeUnused(kv, added, head.position, random);
      // What is there now is another history: a later run has nothing to go on with.
      await retryWhileLocked(() => kv.delete(IMPORTING), random);
    }
    throw error;
  });
  for (const key of keys) await restoreKey(kv, key, random);
  await retryWhileLocked(() => kv.delete(IMPORTING), random);
  return { events, keys: keys.length };
}

/** A key in the store from before is left to the event that forgets its person: until then it opens what is there. */
async function importEvents(
  { kv, lines, random, forgets }: ImportOptions,
  keys: readonly WrappedKey[],
  after: number,
  checked: string | null,
): Promise<number> {
  const newest = new Map(keys.map((key) => [key.subject, key]));
  let versionstamp = checked;
  let imported = 0;
  for await (const events of pieces(lines(), after)) {
    const writable = events.map(toWritable);
    const [first] = writable, last = writable.at(-1);
    if (first === undefined || last === undefined) continue;
    const { position, hash } = last;
    const atomic = kv.atomic().check({ key: HEAD, versionstamp }).set(
      HEAD,
      encodeHead({ position, hash }, NONCE),
    )
      .set(logKey(first.position), encodeLogRecord(writable));
    for (const event of writable) atomic.set(eventKey(event.streamId, event.version), encodeEvent(event));
    for (const subject of events.map(forgets).filter((subject) => subject !== null)) {
      changeKey(atomic, subject, newest.get(subject) ?? null);
    }
    const result = await retryWhileLocked(() => atomic.commit(), random);
    if (!result.ok) throw overtaken(first.position);
    versionstamp = result.versionstamp;
    imported += events.length;
  }
  return imported;
}

function overtaken(position: number): ImportRefused {
  return new ImportRefused(
    `somebody else writes to the store; it stopped before position ${position}`,
    position,
  );
}

/** The events after the position, as many together as one record of the log holds. */
async function* pieces(lines: AsyncIterable<string>, after: number): AsyncGenerator<StoredEvent[]> {
  let piece: StoredEvent[] = [];
  let bytes = 0, keys = 0;
  for await (const text of lines) {
    const line = parseLine(text);
    if (line === null || "key" in line || line.event.position <= after) continue;
    const { event } = line;
    // A line is longer than the event in a record: its members are named there.
    const size = toBytes(text).length, key = keyBytes(eventKey(event.streamId, event.version));
    const full = bytes + size > MAX_RECORD_BYTES || keys + key > MAX_KEY_BYTES / 2 ||
      piece.length === EVENTS_AT_ONCE;
    if (full && piece.length > 0) {
      yield piece;
      piece = [];
      bytes = keys = 0;
    }
    piece.push(event);
    bytes += size;
    keys += key;
  }
  if (piece.length > 0) yield piece;
}

async function versionOf(kv: Deno.Kv, streamId: string): Promise<number> {
  const newest = kv.list({ prefix: streamKey(streamId) }, { limit: 1, reverse: true });
  for await (const { key } of newest) return Number(key[2]);
  return 0;
}
