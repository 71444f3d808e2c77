// Records and segments that are no part of the log, by the chain: from the first event it leads through all others to the
// hash at the head, and what lies beside that way is nobody's.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { Head } from "../../../domain/shared/event_log.ts";
import { retryWhileLocked } from "../../locked.ts";
import { expectedHash, GENESIS } from "../chain.ts";
import { LogDamage } from "../damage.ts";
import { readHead } from "../head.ts";
import { HEAD } from "../keys.ts";
import { isIn } from "../read/neighbours.ts";
import { isSegment, nameOf, type Piece, pieces } from "./pieces.ts";

/**
 * Deletes them and answers how many there were; none when the chain does not lead to the head, for then nothing is
 * proved. Throws LogDamage, having changed nothing, when the chain goes on behind the head.
 */
export async function removeIntruders(kv: Deno.Kv, random: () => number): Promise<number> {
  const head = await readHead(kv);
  let removed = 0;
  for (const { entries } of await intruders(kv, head)) {
    // Checked: a place that was written to since belongs to whoever wrote there.
    const atomic = kv.atomic().check(...entries);
    // Behind the head nothing is proved any more once something was appended.
    if (Number(entries[0]?.key[1]) > head.position) {
      atomic.check({ key: HEAD, versionstamp: head.versionstamp });
    }
    for (const { key } of entries) atomic.delete(key);
    if ((await retryWhileLocked(() => atomic.commit(), random)).ok) removed++;
  }
  return removed;
}

async function intruders(kv: Deno.Kv, head: Head): Promise<Piece[]> {
  const { seen, atHead, newest } = await followed(kv, head);
  if (atHead === null) return [];
  if (newest.end.position > (await readHead(kv)).position) throw new LogDamage(head.position + 1, GOES_ON);
  const proved = new Set<string>();
  for (let link: Link | null = newest; link !== null; link = link.before) proved.add(link.name);
  const found: Piece[] = [];
  let sealed: readonly StoredEvent[] = [];
  for await (const piece of pieces(kv)) {
    const name = nameOf(piece);
    if (proved.has(name)) {
      if (isSegment(piece)) sealed = piece.events;
    } else if (seen.has(name) && (piece.events.length === 0 || !isIn(sealed, piece.events))) {
      found.push(piece);
    }
  }
  return found;
}

const GOES_ON =
  "it continues the chain behind the head, so either the head was set back or the event was added: " +
  "compare with an export or a backup, and go back to that";

/** A piece that continues the chain. */
interface Link {
  readonly name: string;
  readonly end: Head;
  readonly before: Link | null;
}

interface Followed {
  /** All pieces there were. */
  readonly seen: ReadonlySet<string>;
  /** The one the head is in; null when the chain does not lead there. */
  readonly atHead: Link | null;
  /** It, or the last one that continues it. */
  readonly newest: Link;
}

/** Every way the chain can go: whoever adds a piece can also compute its hashes, but none that lead to the head. */
async function followed(kv: Deno.Kv, head: Head): Promise<Followed> {
  const seen = new Set<string>();
  const beginning: Link = { name: "", end: { position: 0, hash: GENESIS }, before: null };
  const ends = new Map<number, Link[]>([[0, [beginning]]]);
  let atHead = head.position === 0 ? beginning : null;
  let newest = beginning;
  for await (const piece of pieces(kv)) {
    const name = nameOf(piece);
    seen.add(name);
    for (const before of ends.get((piece.events[0]?.position ?? 0) - 1) ?? []) {
      const end = endOf(before.end, piece.events);
      if (end === null) continue;
      const link = { name, end, before };
      ends.set(end.position, [...ends.get(end.position) ?? [], link]);
      const hasHead = piece.events.some(({ position, hash }) =>
        position === head.position && hash === head.hash
      );
      if (hasHead && atHead === null) newest = atHead = link;
      else if (before === newest && atHead !== null) newest = link;
      break;
    }
  }
  return { seen, atHead, newest };
}

/** Where the chain is after these events; null when they do not continue it. */
function endOf(last: Head, events: readonly StoredEvent[]): Head | null {
  let { position, hash } = last;
  for (const event of events) {
    if (event.position !== ++position || event.hash !== expectedHash(hash, event)) return null;
    hash = event.hash;
  }
  return events.length === 0 ? null : { position, hash };
}
