// Brings an export into a store: checked as a whole first, then written piece by piece, each piece with the head, so
// that an import that was cut off goes on where it ended. Events only: nothing is queued, nobody is told anything.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { Head } from "../../../domain/shared/event_log.ts";
import type { Keyring } from "../../crypto/keyring.ts";
import { changeKey, decodeKey, encodeKey, keyOf, type WrappedKey } from "../../crypto/wrapped_keys.ts";
import { retryWhileLocked } from "../../locked.ts";
import { eventKey, HEAD, IMPORTING, logKey, streamKey } from "../keys.ts";
import { createStoredLog } from "../read/stored_log.ts";
import { encodeEvent, encodeHead, encodeLogRecord } from "../record.ts";
import { soundHead } from "../sound_head.ts";
import { toWritable } from "../writable.ts";
import { checkExport, ImportRefused } from "./check_export.ts";
import { piecesOf } from "./import_pieces.ts";

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

/**
 * What is stored while an import is not through: that it is under way, or the end of one whose events are all in the
 * store, and not all of its keys.
 */
type Mark = true | Head;

const NONCE = "imported";

/** Throws ImportRefused before anything is written, or when somebody else writes to the store meanwhile. */
export async function importLines(options: ImportOptions): Promise<Imported> {
  const { kv, keyring, lines, append, random } = options;
  // The fence is the head that is checked against: whatever is committed from here on stops the import.
  const { versionstamp, ...head } = await soundHead(kv);
  const { value: mark } = await kv.get<Mark>(IMPORTING);
  if (head.position > 0 && !append && mark !== true) {
    throw new ImportRefused(`the store holds ${head.position} events; --append continues them`);
  }
  const { keys, end } = await checkExport({
    ...{ lines: lines(), keyring, head, lacksKeys: mark === true ? null : mark },
    versionOf: (streamId) => versionOf(kv, streamId),
  });
  const fenced = kv.atomic().check({ key: HEAD, versionstamp }).set(IMPORTING, mark ?? true);
  if (!(await retryWhileLocked(() => fenced.commit(), random)).ok) throw overtaken(head.position + 1);
  const finish = () => retryWhileLocked(() => kv.delete(IMPORTING), random);
  let eventsAreIn = false;
  try {
    const written = await importEvents(options, keys, head.position, versionstamp);
    eventsAreIn = true;
    await restoreKeys(options, { keys, end, goesOn: end.position < head.position }, written.versionstamp);
    await finish();
    return { events: written.events, keys: keys.length };
  } catch (error) {
    if (error instanceof ImportRefused && eventsAreIn) {
      await retryWhileLocked(() => kv.set(IMPORTING, end satisfies Mark), random);
    } else if (error instanceof ImportRefused) {
      // What is there now is another history: a later run has nothing to go on with.
      await finish();
    }
    throw error;
  }
}

interface Written {
  readonly events: number;
  /** Of the head behind them. */
  readonly versionstamp: string | null;
}

/**
 * A person's key goes in with the first event that needs it: there is no moment at which one is there without the other,
 * and an import that is overtaken leaves no key that somebody may have begun to write under. A key in the store from
 * before is left to the event that forgets its person: until then it opens what is there.
 */
async function importEvents(
  { kv, lines, random, forgets }: ImportOptions,
  keys: readonly WrappedKey[],
  after: number,
  checked: string | null,
): Promise<Written> {
  const newest = new Map(keys.map((key) => [key.subject, key]));
  let versionstamp = checked;
  let imported = 0;
  for await (const { events, needed } of piecesOf(lines(), after, keys)) {
    const writable = events.map(toWritable);
    const [first] = writable, last = writable.at(-1);
    if (first === undefined || last === undefined) continue;
    const { position, hash } = last;
    const atomic = kv.atomic().check({ key: HEAD, versionstamp })
      .set(HEAD, encodeHead({ position, hash }, NONCE))
      .set(logKey(first.position), encodeLogRecord(writable));
    for (const event of writable) atomic.set(eventKey(event.streamId, event.version), encodeEvent(event));
    for (const key of needed) {
      const entry = await kv.get(keyOf(key.subject));
      if (entry.value === null) atomic.check(entry).set(entry.key, encodeKey(key));
    }
    for (const subject of events.map(forgets).filter((subject) => subject !== null)) {
      changeKey(atomic, subject, newest.get(subject) ?? null);
    }
    const result = await retryWhileLocked(() => atomic.commit(), random);
    if (!result.ok) throw overtaken(first.position);
    versionstamp = result.versionstamp;
    imported += events.length;
  }
  return { events: imported, versionstamp };
}

/**
 * Keys the new events did not bring: of people whose events were there without one, or with one nothing was written
 * under. Only while nobody else writes: whoever was forgotten since must stay so. An import that goes on after others
 * have written takes nobody the key they may have written under.
 */
async function restoreKeys(
  { kv, random, forgets }: ImportOptions,
  { keys, end, goesOn }: { keys: readonly WrappedKey[]; end: Head; goesOn: boolean },
  versionstamp: string | null,
): Promise<void> {
  const since = createStoredLog(kv).readAll({ after: end.position });
  const forgotten = new Set(await Array.fromAsync(since, forgets));
  for (const key of keys) {
    if (forgotten.has(key.subject)) continue;
    const entry = await kv.get<Uint8Array>(keyOf(key.subject));
    if (entry.value !== null && (goesOn || decodeKey(key.subject, entry.value)?.id === key.id)) continue;
    const atomic = kv.atomic().check({ key: HEAD, versionstamp }, entry);
    changeKey(atomic, key.subject, key);
    if ((await retryWhileLocked(() => atomic.commit(), random)).ok) continue;
    throw new ImportRefused(
      "somebody else writes to the store; all events are in it, but not all keys: run it again",
    );
  }
}

function overtaken(position: number): ImportRefused {
  return new ImportRefused(
    `somebody else writes to the store; it stopped before position ${position}`,
    position,
  );
}

async function versionOf(kv: Deno.Kv, streamId: string): Promise<number> {
  const newest = kv.list({ prefix: streamKey(streamId) }, { limit: 1, reverse: true });
  for await (const { key } of newest) return Number(key[2]);
  return 0;
}
