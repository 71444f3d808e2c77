// Where in the log events of one type, of one person or of one request are: what the console looks up instead of
// reading everything. How it is laid out and why: docs/decisions/0005.
import type { StoredEvent } from "../shared/event.ts";
import type { Projection, RowKey } from "../shared/projection.ts";

/** Positions a row covers. A row is rewritten with every event it lists, so this bounds what an append costs. */
export const BLOCK = 1_000;
/** Ids are too many for a row each: they share so many rows a block, and each entry carries a mark of its id. */
const BUCKETS = 32;
const MARKS = 2 ** 20;

/** Ascending. Offsets within the block; of rows that ids share, mark × BLOCK + offset in the order of the offsets. */
export type Postings = readonly number[];

/** What events are looked up by; a request by its correlation id. */
export type Term = readonly [by: "type" | "kind" | "actor" | "request", value: string];

/** Rows at [by, type or kind or bucket, block]. */
export const eventIndex: Projection<Postings> = {
  name: "event_index",
  version: 1,
  keys: (event) => termsOf(event).map((term) => [...placeOf(term).prefix, blockOf(event.position)]),
  fold(row, event, [by]) {
    const marks = termsOf(event).filter((term) => term[0] === by).map((term) => placeOf(term).mark);
    return [...(row ?? []), ...marks.map((mark) => mark * BLOCK + event.position % BLOCK)];
  },
};

export function blockOf(position: number): number {
  return Math.floor(position / BLOCK);
}

/** The rows a term is in, and the mark of its entries there: 0 where the rows are the term's own. */
export function placeOf([by, value]: Term): { readonly prefix: RowKey; readonly mark: number } {
  if (by === "type" || by === "kind") return { prefix: [by, value], mark: 0 };
  const hash = fnv1a(value);
  return { prefix: [by, hash % BUCKETS], mark: Math.floor(hash / BUCKETS) % MARKS };
}

/** Offsets of the entries that carry the mark; a few of another value may be among them. */
export function offsetsOf(row: Postings, mark: number): number[] {
  return row.filter((entry) => Math.floor(entry / BLOCK) === mark).map((entry) => entry % BLOCK);
}

function termsOf({ type, meta: { actor, correlationId } }: StoredEvent): Term[] {
  const terms: Term[] = [["type", type], ["kind", actor.kind], ["request", correlationId]];
  if (actor.id !== undefined) terms.push(["actor", actor.id]);
  return terms;
}

/** FNV-1a of the UTF-16 code units, 32 bits, unsigned. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
