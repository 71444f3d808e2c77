// Proves that a log and the copies of its events are whole, many times faster than by holding every copy against its
// event: each side is read once, and what must be the same on both is summed up. It does not tell what is wrong.
import { randomBytes } from "node:crypto";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { Head } from "../../../domain/shared/event_log.ts";
import { canonical } from "../canonical.ts";
import { chainHash, GENESIS } from "../chain.ts";
import { LogDamage } from "../damage.ts";
import type { StoredLog } from "../read/stored_log.ts";
import { eventText, type WritableEvent } from "../record.ts";
import { turn } from "../turn.ts";
import { MultisetHash } from "./multiset_hash.ts";
import type { StreamCopies } from "./stream_copies.ts";

export interface ProveOptions {
  readonly copies: StreamCopies;
  /** A head somebody vouched for earlier: the log must still have it. */
  readonly vouched: Head | null;
  /** Called in between with how many events and copies were read, of so many. Throws what ends it. */
  readonly moved: (checked: number, total: number) => void;
}

/** Events or copies looked at before others get their turn. */
const AT_ONCE = 200;

/** The head of the log as it is at the moment of the call when everything is whole, otherwise null. Outages throw. */
export async function prove(log: StoredLog, { copies, vouched, moved }: ProveOptions): Promise<Head | null> {
  const head = await endOf(log);
  if (head === null || (vouched !== null && vouched.position > head.position)) return null;
  const key = randomBytes(32).toString("hex");
  const [expected, found] = [new MultisetHash(key), new MultisetHash(key)];
  const versions = new Map<string, number>();
  let checked = 0;
  const step = async () => {
    if (++checked % AT_ONCE !== 0) return;
    moved(checked, 2 * head.position);
    await turn();
  };
  try {
    const chain = new Chain();
    for await (const event of log.readAll({ after: 0 })) {
      if (event.position > head.position) {
        // Behind a head that has not moved meanwhile lies nothing of the log.
        if ((await log.head()).position < event.position) return null;
        break;
      }
      const whole = chain.next(event);
      if (whole === null || event.version !== (versions.get(event.streamId) ?? 0) + 1) return null;
      if (event.position === vouched?.position && event.hash !== vouched.hash) return null;
      versions.set(event.streamId, event.version);
      expected.add(copyText(event.streamId, event.version, eventText(whole)));
      await step();
    }
    if (chain.last.position !== head.position || chain.last.hash !== head.hash) return null;
  } catch (error) {
    if (error instanceof LogDamage) return null;
    throw error;
  }
  let readable = true;
  const seen = (streamId: string, version: number, value: unknown) => {
    const text = value instanceof Uint8Array ? decoded(value) : null;
    if (text === null) readable = false;
    else found.add(copyText(streamId, version, text));
    return step();
  };
  for await (const _ of copies.superfluous(versions, seen)) return null;
  return readable && expected.equals(found) ? head : null;
}

/** Null when even that is damaged. */
async function endOf(log: StoredLog): Promise<Head | null> {
  try {
    return await log.head();
  } catch (error) {
    if (error instanceof LogDamage) return null;
    throw error;
  }
}

/** Follows the hash chain from the first event on. */
class Chain {
  last: Head = { position: 0, hash: GENESIS };
  #meta: StoredEvent["meta"] | undefined;
  #metaText = "";

  /** The event as it was written; null when it is not the next one, or not what was hashed. */
  next(event: StoredEvent): WritableEvent | null {
    if (event.position !== this.last.position + 1) return null;
    // Events of a commit share their meta.
    if (event.meta !== this.#meta) this.#metaText = JSON.stringify(event.meta);
    this.#meta = event.meta;
    // It was written in canonical form and reads back in the same order, save for names that are numbers.
    const whole =
      this.#fitting({ ...event, dataText: JSON.stringify(event.data), metaText: this.#metaText }) ??
        this.#fitting({ ...event, dataText: canonical(event.data), metaText: canonical(event.meta) });
    if (whole !== null) this.last = { position: event.position, hash: event.hash };
    return whole;
  }

  #fitting(event: WritableEvent): WritableEvent | null {
    return chainHash(this.last.hash, event) === event.hash ? event : null;
  }
}

/** What is the same for an event and its copy, and for nothing else. */
function copyText(streamId: string, version: number, text: string): string {
  return `${streamId.length}:${streamId}:${version}:${text}`;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Null when it is no UTF-8, and so no copy of anything. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
