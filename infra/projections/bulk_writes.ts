// One flush of a bulk fold, cut into pieces an atomic write can hold. Only the last one moves the position.
import { Buffer } from "node:buffer";
import { MAX_KEY_BYTES, MAX_MUTATIONS, MAX_TOTAL_BYTES } from "../eventlog/limits.ts";
import type { ChangedRow } from "./bulk_rows.ts";
import type { CheckpointState } from "./checkpoint.ts";
import { toggled } from "./digest.ts";
import { FoldError } from "./failures.ts";
import { MAX_ROW_BYTES } from "./fold_batch.ts";
import { storedKeyBytes } from "./keys.ts";

export interface BulkWrite {
  readonly rows: readonly ChangedRow[];
  readonly state: CheckpointState;
}

/** `rows` are in the order of their key texts. Throws FoldError for a row too large to be stored. */
export function* bulkWrites(
  before: CheckpointState,
  to: number,
  rows: readonly ChangedRow[],
  view: string,
): Generator<BulkWrite> {
  let { digest } = before;
  const pieces = cut(rows, view);
  for (const [index, piece] of pieces.entries()) {
    digest = toggled(digest, hashesOf(piece));
    const after = piece.at(-1)?.keyText ?? "";
    const last = index === pieces.length - 1;
    const state = last
      ? { position: to, digest }
      : { position: before.position, digest, moving: { to, after } };
    yield { rows: piece, state };
  }
}

/** At least one piece, which may be empty. */
function cut(rows: readonly ChangedRow[], view: string): ChangedRow[][] {
  let piece: ChangedRow[] = [], keyBytes = 0, totalBytes = 0;
  const pieces = [piece];
  for (const row of rows) {
    const bytes = row.after === null ? 0 : Buffer.byteLength(row.after);
    if (bytes > MAX_ROW_BYTES) {
      throw new FoldError(`Cannot store row ${row.keyText} of view "${view}": it has ${bytes} bytes`);
    }
    const key = storedKeyBytes(view, row.key);
    const full = piece.length + 1 >= MAX_MUTATIONS || keyBytes + key > MAX_KEY_BYTES ||
      totalBytes + bytes > MAX_TOTAL_BYTES;
    if (full && piece.length > 0) {
      piece = [];
      pieces.push(piece);
      keyBytes = totalBytes = 0;
    }
    piece.push(row);
    keyBytes += key;
    totalBytes += bytes;
  }
  return pieces;
}

function hashesOf(rows: readonly ChangedRow[]): string[] {
  return rows.flatMap(({ hashes: { before, after } }) => [before, after]).filter((hash) => hash !== null);
}
