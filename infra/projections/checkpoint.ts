// How far a build has folded, and the digest of what it holds. Every write of rows is checked against it.
import { toBytes } from "../eventlog/record.ts";
import { EMPTY_DIGEST } from "./digest.ts";
import { RecordDamage } from "./failures.ts";
import { checkpointKey } from "./keys.ts";
import { readable } from "./readable.ts";

/** What is stored. */
export interface CheckpointState {
  readonly position: number;
  /** Hex; see digest.ts. */
  readonly digest: string;
  /** A bulk write under way: rows whose key text is at most `after` are at position `to` already. */
  readonly moving?: { readonly to: number; readonly after: string };
  /** The build is being removed: rows may be missing already. */
  readonly retired?: true;
}

export interface Checkpoint extends CheckpointState {
  /** Null before the first write. */
  readonly versionstamp: string | null;
  /** It cannot be read, and stands for the beginning. */
  readonly damaged?: true;
}

export async function readCheckpoint(kv: Deno.Kv, name: string, build: string): Promise<Checkpoint> {
  return decodeCheckpoint(await kv.get<Uint8Array>(checkpointKey(name, build)));
}

/** As `readCheckpoint`, for who goes on from there. Throws RecordDamage. */
export async function wholeCheckpoint(kv: Deno.Kv, name: string, build: string): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(kv, name, build);
  if (checkpoint.damaged) throw new RecordDamage(`the checkpoint of build ${build}`, name);
  return checkpoint;
}

export function decodeCheckpoint({ value, versionstamp }: Deno.KvEntryMaybe<Uint8Array>): Checkpoint {
  const beginning = { position: 0, digest: EMPTY_DIGEST, versionstamp };
  if (value === null) return beginning;
  const state = readable<CheckpointState>(value);
  if (state === null || !Number.isSafeInteger(state.position)) return { ...beginning, damaged: true };
  const { position, digest, moving, retired } = state;
  return { position, digest, ...(moving && { moving }), ...(retired && { retired }), versionstamp };
}

export function encodeCheckpoint(state: CheckpointState): Uint8Array {
  const { position, digest, moving, retired } = state;
  return toBytes(
    JSON.stringify({ v: 1, position, digest, ...(moving && { moving }), ...(retired && { retired }) }),
  );
}
