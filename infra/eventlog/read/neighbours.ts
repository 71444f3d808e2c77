// How records and segments must lie beside each other. A reading that begins in the middle of the log can go by nothing
// else: somebody may have put another record, or another segment, inside the one that holds the position.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { expectedHash, GENESIS } from "../chain.ts";
import { INSIDE_ANOTHER, LogDamage } from "../damage.ts";

export interface Rest {
  /** From the position on; none when it ends right before it, or earlier. */
  readonly rest: StoredEvent[];
  /** Whether it reaches the position, and ends an unbroken row. Otherwise it may lie where it does not belong. */
  readonly follows: boolean;
}

/**
 * Of the newest record or segment that begins before the position, and of the one before that; `mayBegin` says whether the log
 * may begin with it. Throws LogDamage when one begins inside the other.
 */
export function restOf(
  [newest = [], before = []]: readonly (StoredEvent[] | undefined)[],
  position: number,
  mayBegin: boolean,
): Rest {
  mustFollow(before, newest);
  const first = newest[0]?.position ?? 1;
  const reaches = newest.length > 0 && first + newest.length >= position;
  const follows = reaches && (before.at(-1)?.position ?? (mayBegin ? 0 : null)) === first - 1;
  return { rest: newest.slice(position - first), follows };
}

/** Throws LogDamage when the later one of the two begins inside the other. */
export function mustFollow(earlier: readonly StoredEvent[], later: readonly StoredEvent[]): void {
  const first = later[0]?.position ?? Infinity;
  if ((earlier.at(-1)?.position ?? 0) >= first) throw new LogDamage(first, INSIDE_ANOTHER);
}

/** Whether the record was sealed in this segment and only not deleted yet. What it says, not only the hash it bears. */
export function isIn(segment: readonly StoredEvent[], record: readonly StoredEvent[]): boolean {
  const first = segment[0]?.position ?? 0;
  return record.every((event) => {
    const sealed = segment[event.position - first];
    return sealed?.hash === event.hash && expectedHash(GENESIS, sealed) === expectedHash(GENESIS, event);
  });
}

/** Throws LogDamage when the record begins in what is sealed there and was not sealed with it. */
export function mustBeIn(segment: readonly StoredEvent[], record: readonly StoredEvent[]): void {
  const first = record[0]?.position ?? Infinity;
  const [from, to] = [segment[0]?.position ?? Infinity, segment.at(-1)?.position ?? 0];
  if (first >= from && first <= to && !isIn(segment, record)) throw new LogDamage(first, INSIDE_ANOTHER);
}
