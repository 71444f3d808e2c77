// Finds the first row in which two builds of a view differ, while one of them is in use. It reads what is really
// stored, so a row somebody altered by hand is found, whatever checkpoint and digest say; where no row differs, these
// two must be the same as well. All is compared at one same position: the live build moves by itself, the other one
// only when told to.
import { Buffer } from "node:buffer";
import type { RowKey } from "../../domain/shared/projection.ts";
import { decodeCheckpoint, readCheckpoint } from "./checkpoint.ts";
import { checkpointKey, keyText, rowKey, viewKey } from "./keys.ts";

export interface Pair {
  readonly kv: Deno.Kv;
  readonly name: string;
  readonly live: string;
  readonly rebuilt: string;
  /** Brings the rebuilt one to exactly this position, which never goes back. */
  readonly foldTo: (position: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** JSON as stored; null where there is no row. CHECKPOINT stands for the checkpoints of the builds. */
export interface DifferingRows {
  readonly key: RowKey;
  readonly live: string | null;
  readonly rebuilt: string | null;
}

const PAGE = 500;
const CHECKPOINT: RowKey = ["checkpoint"];

/**
 * The first difference in key order; null when there is none (or the signal aborted). A page found equal stays equal,
 * because both builds fold the same events from there on.
 */
export async function firstDifference(pair: Pair): Promise<DifferingRows | null> {
  const { kv, name, live, rebuilt, signal } = pair;
  let after: RowKey | null = null;
  while (!signal.aborted) {
    const shown: StoredRow[] = await rowsOf(kv, name, live, after, null, PAGE);
    await pair.foldTo((await readCheckpoint(kv, name, live)).position);
    const end: RowKey | null = shown.length === PAGE ? shown.at(-1)?.key ?? null : null;
    const folded = await rowsOf(kv, name, rebuilt, after, end);
    for (const key of differingKeys(shown, folded)) {
      const confirmed = await compareRow(pair, key);
      if (confirmed !== null) return confirmed;
    }
    if (end === null) return await differentDigests(pair);
    after = end;
  }
  return null;
}

async function differentDigests(pair: Pair): Promise<DifferingRows | null> {
  const { kv, name, live, rebuilt } = pair;
  const shown = await kv.get<Uint8Array>(checkpointKey(name, live));
  const { position, digest } = decodeCheckpoint(shown);
  await pair.foldTo(position);
  return digest === (await readCheckpoint(kv, name, rebuilt)).digest
    ? null
    : await differentCheckpoints(pair, shown);
}

/** What is said where no row can be named: the live checkpoint as it was found, and the one it should have been. */
export async function differentCheckpoints(
  { kv, name, live, rebuilt }: Pair,
  found?: Deno.KvEntryMaybe<unknown>,
): Promise<DifferingRows> {
  const shown = found ?? await kv.get(checkpointKey(name, live));
  const folded = await kv.get(checkpointKey(name, rebuilt));
  return { key: CHECKPOINT, live: textOf(shown.value), rebuilt: textOf(folded.value) };
}

/** The live row is read together with its checkpoint, in one snapshot. */
async function compareRow(
  { kv, name, live, rebuilt, foldTo }: Pair,
  key: RowKey,
): Promise<DifferingRows | null> {
  const [checkpoint, row] = await kv.getMany<[Uint8Array, Uint8Array]>([
    checkpointKey(name, live),
    viewKey(name, live, key),
  ]);
  await foldTo(decodeCheckpoint(checkpoint).position);
  const other = await kv.get(viewKey(name, rebuilt, key));
  const [one, two] = [textOf(row.value), textOf(other.value)];
  return one === two ? null : { key, live: one, rebuilt: two };
}

interface StoredRow {
  readonly key: RowKey;
  readonly text: string | null;
}

/** Rows after one key, up to and with another one (null: from the start, to the end). */
async function rowsOf(
  kv: Deno.Kv,
  name: string,
  build: string,
  after: RowKey | null,
  end: RowKey | null,
  limit?: number,
): Promise<StoredRow[]> {
  const prefix = viewKey(name, build, []);
  const start = after && viewKey(name, build, after);
  const rows: StoredRow[] = [];
  const skipped = after && keyText(after);
  for await (const { key, value } of kv.list(start ? { prefix, start } : { prefix }, { batchSize: PAGE })) {
    const row = { key: rowKey(key), text: textOf(value) };
    if (keyText(row.key) === skipped) continue;
    if (end !== null && compareKeys(row.key, end) > 0) break;
    rows.push(row);
    if (rows.length === limit) break;
  }
  return rows;
}

/** Keys that are in only one of the lists or with different rows, in key order. */
function* differingKeys(one: readonly StoredRow[], two: readonly StoredRow[]): Generator<RowKey> {
  let i = 0, j = 0;
  for (;;) {
    const a = one[i], b = two[j];
    if (a === undefined && b === undefined) return;
    const order = a === undefined ? 1 : b === undefined ? -1 : compareKeys(a.key, b.key);
    if (order <= 0) i++;
    if (order >= 0) j++;
    if (order < 0 && a) yield a.key;
    else if (order > 0 && b) yield b.key;
    else if (a && b && a.text !== b.text) yield a.key;
  }
}

/** Anything at all may have been put there by hand. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return value instanceof Uint8Array ? Buffer.from(value).toString() : JSON.stringify(value) ?? String(value);
}

/** The order of the store: part by part, strings by their UTF-8 bytes and before numbers, a prefix first. */
export function compareKeys(a: RowKey, b: RowKey): number {
  for (const [index, x] of a.entries()) {
    const y = b[index];
    if (y === undefined) return 1;
    const order = comparePart(x, y);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function comparePart(x: string | number, y: string | number): number {
  if (typeof x === "string") {
    return typeof y === "string" ? Buffer.compare(Buffer.from(x), Buffer.from(y)) : -1;
  }
  return typeof y === "string" ? 1 : x - y;
}
