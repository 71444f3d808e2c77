// Folds many events into the rows they touch, each row once in the end, however many events touched it.
import { Buffer } from "node:buffer";
import type { StoredEvent } from "../../domain/shared/event.ts";
import type { Projection, RowKey } from "../../domain/shared/projection.ts";
import { MAX_KEY_BYTES, MAX_MUTATIONS, MAX_TOTAL_BYTES } from "../eventlog/limits.ts";
import { rowHash } from "./digest.ts";
import { FoldError } from "./failures.ts";
import { keysOf, keyText, storedKeyBytes } from "./keys.ts";

export interface FoldedRow {
  readonly key: RowKey;
  readonly row: unknown;
  /** The stored JSON text; null removes the row. */
  readonly after: string | null;
}

export interface Folded {
  readonly rows: readonly FoldedRow[];
  /** Hashes of the rows that came and of those that went. */
  readonly hashes: readonly string[];
  /** Rows the events are about that are as they were. */
  readonly unchanged: readonly RowKey[];
  /** Whether one atomic write can hold it. */
  readonly fits: boolean;
}

export const MAX_ROW_BYTES = 65_000;

/** Throws FoldError for what the projection throws; what `load` throws is an outage and passes through. */
export async function foldBatch(
  projection: Projection<unknown>,
  events: readonly StoredEvent[],
  load: (keys: ReadonlyMap<string, RowKey>) => Promise<ReadonlyMap<string, unknown>>,
): Promise<Folded> {
  const touched = new Map<string, RowKey>();
  const touches: [StoredEvent, RowKey, string][] = [];
  for (const event of events) {
    for (const key of guarded(() => keysOf(projection, event))) {
      const text = keyText(key);
      touched.set(text, key);
      touches.push([event, key, text]);
    }
  }
  if (touches.length === 0) return { rows: [], hashes: [], unchanged: [], fits: true };
  const before = await load(touched);
  // The text is taken before folding: a projection that changes the row it was given cannot hide the change.
  const textBefore = new Map(
    [...before].map(([key, row]) => [key, row === null ? null : JSON.stringify(row)]),
  );
  const after = new Map(before);
  for (const [event, key, text] of touches) {
    after.set(text, guarded(() => projection.fold(after.get(text) ?? null, event, key)));
  }
  return guarded(() => changedRows(projection.name, touched, textBefore, after));
}

function guarded<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new FoldError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function changedRows(
  view: string,
  touched: ReadonlyMap<string, RowKey>,
  before: ReadonlyMap<string, string | null>,
  after: ReadonlyMap<string, unknown>,
): Folded {
  const rows: FoldedRow[] = [];
  const hashes: string[] = [];
  const unchanged: RowKey[] = [];
  let keyBytes = 0, totalBytes = 0, largest = 0;
  for (const [name, key] of touched) {
    const row = after.get(name) ?? null;
    const text = row === null ? null : JSON.stringify(row);
    const old = before.get(name) ?? null;
    if (text === old) {
      unchanged.push(key);
      continue;
    }
    if (old !== null) hashes.push(rowHash(name, old));
    if (text !== null) hashes.push(rowHash(name, text));
    const bytes = text === null ? 0 : Buffer.byteLength(text);
    keyBytes += storedKeyBytes(view, key);
    totalBytes += bytes;
    largest = Math.max(largest, bytes);
    // What readers get is what a restart would read, never an object the projection may still hold.
    rows.push({ key, row: text === null ? null : JSON.parse(text), after: text });
  }
  const fits = rows.length < MAX_MUTATIONS && keyBytes < MAX_KEY_BYTES && totalBytes < MAX_TOTAL_BYTES &&
    largest < MAX_ROW_BYTES;
  return { rows, hashes, unchanged, fits };
}
