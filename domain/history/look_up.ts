// Positions of the events that have all given terms, from the index: leaps from one block that has them all to the next,
// so that the cost follows what is found and not the length of the log.
import type { RowKey, View } from "../shared/projection.ts";
import { BLOCK, blockOf, offsetsOf, placeOf, type Postings, type Term } from "./event_index.ts";

/** Positions strictly between the two. */
export interface Between {
  readonly above: number;
  readonly below: number;
}

/** Rows read at a time, twice as many with every reading that follows on the one before. */
const FIRST_READING = 8;
const LARGEST_READING = 200;

/** Positions in log order, or newest first when `backwards`. At least one term. */
export async function* lookUp(
  index: View<Postings>,
  terms: readonly Term[],
  { above, below }: Between,
  backwards: boolean,
): AsyncGenerator<number> {
  const cursors = terms.map((term) => new Cursor(index, term, backwards));
  const [first, last] = [blockOf(above + 1), blockOf(Math.max(below - 1, 0))];
  const beyond = (block: number) => backwards ? block < first : block > last;
  let block = backwards ? last : first;
  while (!beyond(block)) {
    const rows = await Promise.all(cursors.map((cursor) => cursor.seek(block)));
    const blocks = rows.map((row) => row?.block ?? (backwards ? -Infinity : Infinity));
    const furthest = backwards ? Math.min(...blocks) : Math.max(...blocks);
    if (blocks.every((one) => one === furthest)) {
      for (const offset of inAll(rows.map((row) => row?.offsets ?? []), backwards)) {
        const position = furthest * BLOCK + offset;
        if (position > above && position < below) yield position;
      }
      block = backwards ? furthest - 1 : furthest + 1;
    } else {
      block = furthest;
    }
  }
}

function inAll([one = [], ...others]: readonly Postings[], backwards: boolean): Postings {
  const sets = others.map((offsets) => new Set(offsets));
  const offsets = one.filter((offset) => sets.every((set) => set.has(offset)));
  return backwards ? offsets.reverse() : offsets;
}

interface IndexedBlock {
  readonly block: number;
  readonly offsets: Postings;
}

/** The blocks of one term in one direction. */
class Cursor {
  readonly #index: View<Postings>;
  readonly #prefix: RowKey;
  readonly #mark: number;
  readonly #backwards: boolean;
  #read: IndexedBlock[] = [];
  /** The farthest block that was read; null before the first. */
  #reached: number | null = null;
  #limit = FIRST_READING;
  #ended = false;

  constructor(index: View<Postings>, term: Term, backwards: boolean) {
    const { prefix, mark } = placeOf(term);
    this.#index = index;
    this.#prefix = prefix;
    this.#mark = mark;
    this.#backwards = backwards;
  }

  /** The block, or the next one that has any; null when there is none. Never asked to go back. */
  async seek(block: number): Promise<IndexedBlock | null> {
    for (;;) {
      while (this.#read[0] !== undefined && this.#isPast(block, this.#read[0].block)) this.#read.shift();
      if (this.#read[0] !== undefined || this.#ended) return this.#read[0] ?? null;
      await this.#readFrom(block);
    }
  }

  async #readFrom(block: number): Promise<void> {
    const step = this.#backwards ? -1 : 1;
    const onwards = this.#reached !== null && !this.#isPast(block, this.#reached + step);
    const from = onwards && this.#reached !== null ? this.#reached : block - step;
    const limit = this.#limit;
    const rows = await this.#index.list(this.#prefix, {
      after: [...this.#prefix, from],
      limit,
      backwards: this.#backwards,
    });
    this.#ended = rows.length < limit;
    this.#limit = Math.min(limit * 2, LARGEST_READING);
    this.#reached = Number(rows.at(-1)?.key[2] ?? from);
    this.#read = rows.map(({ key, row }) => ({
      block: Number(key[2]),
      offsets: offsetsOf(row, this.#mark),
    })).filter(({ offsets }) => offsets.length > 0);
  }

  /** Whether going the cursor's way one has passed the block. */
  #isPast(now: number, block: number): boolean {
    return this.#backwards ? block > now : block < now;
  }
}
