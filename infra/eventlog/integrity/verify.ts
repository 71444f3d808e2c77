// Proves that a log is whole: positions, versions and hashes from the first event to the head, and that every copy of
// an event says the same. Reads in small pieces, so that the process goes on serving meanwhile.
import type { Verification } from "../../../domain/integrity.ts";
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { Head } from "../../../domain/shared/event_log.ts";
import { expectedHash, GENESIS } from "../chain.ts";
import { LogDamage } from "../damage.ts";
import type { StoredLog } from "../read/stored_log.ts";
import { turn } from "../turn.ts";
import type { StreamCopies } from "./stream_copies.ts";

export type { Verification } from "../../../domain/integrity.ts";

export interface VerifyOptions {
  /** The copies under the streams, to be compared with the log as well. */
  readonly copies?: StreamCopies;
  /** A head somebody vouched for earlier: the log must still have it. */
  readonly vouched?: Head | null;
  /** Called in between with how many events were checked, of so many. Throws what ends it. */
  readonly moved?: (checked: number, total: number) => void;
}

/** Events hashed and compared before others get their turn. */
const AT_ONCE = 100;

/** Reads the whole log as it is at the moment of the call. Damage is an answer; outages throw. */
export async function verify(log: StoredLog, options: VerifyOptions = {}): Promise<Verification> {
  const versions = new Map<string, number>();
  let head: Head = { position: 0, hash: GENESIS };
  let last = head;
  let events = 0;
  try {
    head = await log.head();
    for await (const some of inPieces(log, head.position)) {
      events += some.length;
      for (const event of some) {
        const problem = problemOf(event, last, versions);
        if (problem !== null) {
          await compare(some.slice(0, some.indexOf(event)), options.copies);
          throw new LogDamage(last.position + 1, problem);
        }
        versions.set(event.streamId, event.version);
        last = { position: event.position, hash: event.hash };
        if (last.position === head.position && last.hash !== head.hash) {
          throw new LogDamage(last.position, "the head has another hash");
        }
        if (last.position === options.vouched?.position && last.hash !== options.vouched.hash) {
          throw new LogDamage(last.position, "it is not the event whose hash was signed");
        }
      }
      await compare(some, options.copies);
      options.moved?.(events, head.position);
    }
    endsAt(last, head, options.vouched);
    for await (const { what } of options.copies?.superfluous(versions) ?? []) {
      throw new LogDamage(head.position + 1, what);
    }
    return { ok: true, events, head };
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
    const { position: firstBad, what: problem } = error;
    return { ok: false, events: Math.min(events, firstBad), head, firstBad, problem };
  }
}

/** Up to the position, which is the head's. */
async function* inPieces(log: StoredLog, last: number): AsyncGenerator<StoredEvent[]> {
  let piece: StoredEvent[] = [];
  try {
    for await (const event of log.readAll({ after: 0 })) {
      if (event.position > last) {
        if (piece.length > 0) yield piece;
        piece = [];
        return await mustHaveMoved(log, event.position);
      }
      if (piece.push(event) < AT_ONCE) continue;
      yield piece;
      piece = [];
      await turn();
    }
  } catch (error) {
    // What was read before the damage is looked at first: something before it may be wrong too.
    if (error instanceof LogDamage && piece.length > 0) yield piece;
    if (error instanceof LogDamage && error.position > last) await mustHaveMoved(log, error.position);
    throw error;
  }
  if (piece.length > 0) yield piece;
}

/** Behind a head that is where it was lies nothing of the log. Throws LogDamage. */
async function mustHaveMoved(log: StoredLog, to: number): Promise<void> {
  if ((await log.head()).position < to) throw new LogDamage(to, "it lies behind the head");
}

function problemOf(event: StoredEvent, last: Head, versions: ReadonlyMap<string, number>): string | null {
  if (event.position !== last.position + 1) return "it is missing";
  if (event.version !== (versions.get(event.streamId) ?? 0) + 1) {
    return `version ${event.version} of stream ${event.streamId} does not follow`;
  }
  return event.hash === expectedHash(last.hash, event) ? null : "it does not fit its hash";
}

async function compare(events: readonly StoredEvent[], copies: StreamCopies | undefined): Promise<void> {
  const [bad] = await copies?.differing(events) ?? [];
  if (bad?.event) throw new LogDamage(bad.event.position, bad.what);
}

function endsAt(last: Head, head: Head, vouched: Head | null | undefined): void {
  if (last.position < head.position) throw new LogDamage(last.position + 1, "it is missing");
  if (last.hash !== head.hash) throw new LogDamage(head.position, "the head has another hash");
  if (vouched && vouched.position > head.position) {
    throw new LogDamage(head.position + 1, `the log was signed up to position ${vouched.position}`);
  }
}
