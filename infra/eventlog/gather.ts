// Chooses which waiting appends go into the next atomic write: in order, as many as fit, none that need another's outcome.
import type { AppendResult } from "../../domain/shared/event_log.ts";
import { add, BATCH_COST, type Cost, fitsAtomic, MAX_RECORD_BYTES } from "./limits.ts";
import type { PreparedCommit } from "./prepare.ts";

export interface Waiting {
  readonly commit: PreparedCommit;
  readonly resolve: (answer: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Removes the next batch from the queue; at least one. An append that touches the same stream, command or message
 * as one before it waits for the next batch, and so keeps its turn.
 */
export function takeBatch(waiting: Waiting[]): Waiting[] {
  const batch: Waiting[] = [];
  const later: Waiting[] = [];
  const touched = new Set<string>();
  let cost: Cost = BATCH_COST;
  let full = false;
  for (const each of waiting) {
    if (full) {
      later.push(each);
      continue;
    }
    const marks = marksOf(each.commit);
    const collides = marks.some((mark) => touched.has(mark));
    for (const mark of marks) touched.add(mark);
    const grown = add(cost, each.commit.cost);
    if (collides) later.push(each);
    else if (batch.length > 0 && !(fitsAtomic(grown) && grown.recordBytes <= MAX_RECORD_BYTES)) {
      full = true;
      later.push(each);
    } else {
      batch.push(each);
      cost = grown;
    }
  }
  waiting.splice(0, waiting.length, ...later);
  return batch;
}

function marksOf(commit: PreparedCommit): string[] {
  const marks = commit.streams.map(({ streamId }) => `stream ${streamId}`);
  if (commit.command) marks.push(`command ${commit.command.id}`);
  for (const { id } of commit.messages) marks.push(`message ${id}`);
  if (commit.settles) marks.push(`message ${commit.settles.message.id}`);
  return marks;
}
