// Pending messages a page at a time, for people to look at: however long the queue is, only what is looked at is read.
import { OUT, outKey } from "../eventlog/keys.ts";
import type { Entry } from "./entry.ts";
import type { Reader } from "./reader.ts";

export interface PendingPlace {
  /** UTC ms. */
  readonly dueAt: number;
  readonly id: string;
}

const AT_ONCE = 100;

/**
 * By due time beyond a place (exclusive), soonest first or, backwards, latest first; read as it is consumed. A message
 * that moves meanwhile may be there twice or not at all: workers read by `readPending`.
 */
export async function* listPending(
  kv: Deno.Kv,
  reader: Reader,
  { dueAt, id }: PendingPlace,
  backwards: boolean,
): AsyncGenerator<Entry> {
  const selector = backwards
    ? { prefix: OUT, end: outKey(dueAt, id) }
    : { prefix: OUT, start: outKey(dueAt, `${id}\0`) };
  const entries = kv.list(selector, { batchSize: AT_ONCE, reverse: backwards });
  for await (const stored of entries) {
    const entry = reader.pending(stored);
    if (entry !== null) yield entry;
  }
}
