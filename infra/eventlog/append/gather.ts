// Chooses which waiting appends go into the next atomic write: in order, as many as fit, none that need another's outcome.
import type { AppendResult } from "../../../domain/shared/event_log.ts";
import { add, BATCH_COST, type Cost, fitsAtomic, MAX_RECORD_BYTES } from "../limits.ts";
import type { PreparedCommit } from "./prepared.ts";

export interface Waiting {
  readonly commit: PreparedCommit;
  readonly resolve: (answer: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** The streams, commands and messages that commits touch. */
class Touched {
  readonly #streams = new Set<string>();
  readonly #commands = new Set<string>();
  readonly #messages = new Set<string>();

  has({ streams, command, messages, settles }: PreparedCommit): boolean {
    return streams.some(({ streamId }) => this.#streams.has(streamId)) ||
      (command !== undefined && this.#commands.has(command.id)) ||
      messages.some(({ id }) => this.#messages.has(id)) ||
      (settles !== undefined && this.#messages.has(settles.message.id));
  }

  add({ streams, command, messages, settles }: PreparedCommit): void {
    for (const { streamId } of streams) this.#streams.add(streamId);
    if (command !== undefined) this.#commands.add(command.id);
    for (const { id } of messages) this.#messages.add(id);
    if (settles !== undefined) this.#messages.add(settles.message.id);
  }
}

/**
 * Removes the next batch from the queue: at least one, at most `most`. An append that touches the same stream, command
 * or message as one before it, or as what is `inFlight`, waits for the next batch, and so keeps its turn. Empty only
 * when all that wait touch what is in flight.
 */
export function takeBatch(waiting: Waiting[], most = Infinity, inFlight: readonly Waiting[] = []): Waiting[] {
  const batch: Waiting[] = [];
  const later: Waiting[] = [];
  const touched = new Touched();
  for (const { commit } of inFlight) touched.add(commit);
  let cost: Cost = BATCH_COST;
  for (const [index, each] of waiting.entries()) {
    const collides = touched.has(each.commit);
    touched.add(each.commit);
    if (collides) {
      later.push(each);
      continue;
    }
    const grown = add(cost, each.commit.cost);
    const fits = batch.length === 0 || (fitsAtomic(grown) && grown.recordBytes <= MAX_RECORD_BYTES);
    if (!fits || batch.length >= most) {
      later.push(...waiting.slice(index));
      break;
    }
    batch.push(each);
    cost = grown;
  }
  waiting.splice(0, waiting.length, ...later);
  return batch;
}
