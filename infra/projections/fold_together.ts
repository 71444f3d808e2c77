// Many builds from one reading of the log: reading and decoding it for each anew would cost more than all the folding.
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { EventLog } from "../../domain/shared/event_log.ts";
import type { BulkFold } from "./bulk_fold.ts";

/** One of those that are folded together. */
export interface Together {
  readonly fold: BulkFold;
  /** Called after every step of any of them, so that none falls silent; rejects when this one is no longer ours. */
  moved(): Promise<void>;
  /** It has left the others: what it has stored is good to go on from alone, and to meet the error again. */
  left(error: unknown): void;
}

const CHUNK_EVENTS = 500;
/**
 * What bounds the memory: rows of all folds together, not stored yet or kept because they may change again. A row that
 * is kept is soon garbage of the lasting kind, of which several times as much piles up as there are rows.
 */
const HELD_ROWS = 8_000;

/**
 * Folds up to the end of the log and writes everything; ends early, in order, when the signal aborts. Each goes on from
 * where it stands. Rejects when the log cannot be read, what could be read being written; what goes wrong with one of
 * them stops none of the others.
 */
export async function foldTogether(
  log: Pick<EventLog, "readAll">,
  all: readonly Together[],
  signal: AbortSignal,
): Promise<void> {
  const going = new Set(all);
  const tried = async (one: Together, step: () => Promise<unknown>) => {
    try {
      await step();
    } catch (error) {
      going.delete(one);
      one.left(error);
    }
  };
  const renew = async () => {
    await Promise.all([...going].map((one) => tried(one, one.moved)));
  };
  const each = async (step: (fold: BulkFold) => Promise<unknown>) => {
    for (const one of going) {
      await tried(one, () => step(one.fold));
      await renew();
    }
  };
  const letGoLargest = async () => {
    const [largest] = [...going].sort((a, b) => b.fold.held - a.fold.held);
    if (largest !== undefined) await tried(largest, () => largest.fold.letGo());
    await renew();
  };
  const add = async (events: readonly StoredEvent[]) => {
    await each((fold) => fold.add(events));
    // The largest first: a few large writes cost less than many small ones.
    while (heldBy(going) >= HELD_ROWS) await letGoLargest();
  };

  await each((fold) => fold.open());
  if (going.size === 0) return;
  let chunk: StoredEvent[] = [];
  const after = Math.min(...[...going].map(({ fold }) => fold.position));
  try {
    for await (const event of log.readAll({ after })) {
      if (signal.aborted || going.size === 0) break;
      if (chunk.push(event) < CHUNK_EVENTS) continue;
      await add(chunk);
      chunk = [];
    }
  } finally {
    await add(chunk);
    await each((fold) => fold.flush());
  }
}

function heldBy(going: ReadonlySet<Together>): number {
  return [...going].reduce((sum, { fold }) => sum + fold.held, 0);
}
