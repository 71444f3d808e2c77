// The one write views know: rows, checkpoint and digest together, or nothing when the checkpoint has moved meanwhile.
import type { RowKey } from "../../domain/shared/projection.ts";
import { retryWhileLocked } from "../locked.ts";
import { toBytes } from "../eventlog/record.ts";
import { type Checkpoint, type CheckpointState, encodeCheckpoint } from "./checkpoint.ts";
import { checkpointKey, viewKey } from "./keys.ts";

export interface RowWrite {
  readonly key: RowKey;
  /** JSON; null removes the row. */
  readonly after: string | null;
}

export interface CheckpointCommit {
  readonly name: string;
  readonly build: string;
  readonly before: Checkpoint;
  readonly state: CheckpointState;
  readonly rows: readonly RowWrite[];
  /** What else must not have changed. */
  readonly fence?: Deno.AtomicCheck;
  readonly random: () => number;
}

/** The checkpoint as it is now; null when another writer was faster or the fence has moved. */
export async function commitCheckpoint(
  kv: Deno.Kv,
  { name, build, before, state, rows, fence, random }: CheckpointCommit,
): Promise<Checkpoint | null> {
  const key = checkpointKey(name, build);
  const atomic = kv.atomic().check({ key, versionstamp: before.versionstamp }).set(
    key,
    encodeCheckpoint(state),
  );
  if (fence !== undefined) atomic.check(fence);
  for (const { key, after } of rows) {
    const stored = viewKey(name, build, key);
    if (after === null) atomic.delete(stored);
    else atomic.set(stored, toBytes(after));
  }
  const result = await retryWhileLocked(() => atomic.commit(), random);
  return result.ok ? { ...state, versionstamp: result.versionstamp } : null;
}
