// The copy of every event that is kept under its stream, held against the log: the log is right, a copy can be rebuilt.
import { Buffer } from "node:buffer";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { eventKey, STREAMS } from "../keys.ts";
import type { StoredLog } from "../read/stored_log.ts";
import { decodeEvent, encodeEvent } from "../record.ts";
import { toWritable } from "../writable.ts";

/** A copy that is not what the log says, as it was found. */
export interface BadCopy {
  /** The event it should be a copy of; null when the log has no such event. */
  readonly event: StoredEvent | null;
  readonly entry: Deno.KvEntryMaybe<unknown>;
  readonly what: string;
}

/** `value` is whatever was found there, which need not be bytes. */
export type Seen = (streamId: string, version: number, value: unknown) => Promise<void>;

export interface StreamCopies {
  /** The copies of these events that are missing or differ in any byte, in their order. */
  differing(events: readonly StoredEvent[]): Promise<BadCopy[]>;
  /**
   * Copies of events the log does not have; `versions` are those of every stream in the log. Every other copy, unless
   * its event is newer than they are, is shown to `seen` on the way.
   */
  superfluous(versions: ReadonlyMap<string, number>, seen?: Seen): AsyncIterable<BadCopy>;
}

const KEYS_PER_GET = 10;
/** No key under the prefix comes before it, whatever its parts are. */
const FIRST: Deno.KvKey = [...STREAMS, new Uint8Array()];

export function createStreamCopies(kv: Deno.Kv, log: StoredLog): StreamCopies {
  async function differingOfFew(events: readonly StoredEvent[]): Promise<BadCopy[]> {
    const keys = events.map(({ streamId, version }) => eventKey(streamId, version));
    const entries = await kv.getMany<unknown[]>(keys);
    return events.flatMap((event, index): BadCopy[] => {
      const entry = entries[index];
      if (entry === undefined) return [];
      const name = `${event.streamId}@${event.version}`;
      if (entry.value === null) return [{ event, entry, what: `its copy ${name} is missing` }];
      const copy = encodeEvent(toWritable(event));
      if (entry.value instanceof Uint8Array && Buffer.compare(entry.value, copy) === 0) return [];
      return [{ event, entry, what: `its copy ${name} was altered` }];
    });
  }

  /** A copy newer than the versions that were counted is fine when its event is in the log by now. */
  async function isNew(streamId: string, version: number, value: unknown): Promise<boolean> {
    const position = positionIn(streamId, version, value);
    if (position === null) return false;
    for await (const event of log.readAll({ after: position - 1 })) {
      return event.streamId === streamId && event.version === version;
    }
    return false;
  }

  return {
    async differing(events) {
      const few = Array.from(
        { length: Math.ceil(events.length / KEYS_PER_GET) },
        (_, n) => events.slice(n * KEYS_PER_GET, (n + 1) * KEYS_PER_GET),
      );
      return (await Promise.all(few.map(differingOfFew))).flat();
    },
    async *superfluous(versions, seen) {
      let start: Deno.KvKey | undefined = FIRST;
      while (start !== undefined) {
        const entries = kv.list({ prefix: STREAMS, start }, { batchSize: 500 });
        start = undefined;
        for await (const entry of entries) {
          const { streamId, version } = copyAt(entry.key);
          if (version >= 1 && version <= (versions.get(streamId) ?? 0)) {
            await seen?.(streamId, version, entry.value);
            continue;
          }
          if (version >= 1 && await isNew(streamId, version, entry.value)) {
            // The rest of the stream is newer still, and may grow as fast as it is read.
            start = eventKey(streamId, Infinity);
            break;
          }
          const name = entry.key.slice(STREAMS.length).map(String).join("@");
          yield { event: null, entry, what: `the copy ${name} has no event in the log` };
        }
      }
    },
  };
}

/** What a key says it holds; version 0, which nothing has, when no event is kept under such a key. */
function copyAt(key: Deno.KvKey): { streamId: string; version: number } {
  const [, streamId, version] = key;
  const fits = key.length === 3 && typeof streamId === "string" && typeof version === "number" &&
    Number.isSafeInteger(version);
  return fits ? { streamId, version } : { streamId: "", version: 0 };
}

/** The position a copy claims to have; null when it cannot be read. */
function positionIn(streamId: string, version: number, value: unknown): number | null {
  if (!(value instanceof Uint8Array)) return null;
  try {
    const { position } = decodeEvent(streamId, version, value);
    return Number.isSafeInteger(position) && position > 0 ? position : null;
  } catch {
    // Whatever is wrong with it, it is no copy of an event.
    return null;
  }
}
