// How far a build has folded, and the digest of what it holds. Every write of rows is checked against it.
import { HEAD } from "../eventlog/keys.ts";
import { decodeHead, toBytes } from "../eventlog/record.ts";
import { EMPTY_DIGEST, isDigest } from "./digest.ts";
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
  /** It cannot be read, or is past the end of the log, and stands for the beginning. */
  readonly damaged?: true;
}

export async function readCheckpoint(kv: Deno.Kv, name: string, build: string): Promise<Checkpoint> {
  // In one snapshot: what was folded was in the log.
  const [stored, head] = await kv.getMany<[Uint8Array, Uint8Array]>([checkpointKey(name, build), HEAD]);
  const checkpoint = decodeCheckpoint(stored);
  return checkpoint.position <= endOfLog(head) ? checkpoint : damaged(stored);
}

/** As `readCheckpoint`, for who goes on from there. Throws RecordDamage. */
export async function wholeCheckpoint(kv: Deno.Kv, name: string, build: string): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(kv, name, build);
  if (checkpoint.damaged) throw new RecordDamage(`the checkpoint of build ${build}`, name);
  return checkpoint;
}

export function decodeCheckpoint(stored: Deno.KvEntryMaybe<Uint8Array>): Checkpoint {
  const { value, versionstamp } = stored;
  if (value === null) return { ...BEGINNING, versionstamp };
  const state = readable<CheckpointState>(value);
  if (state === null || !Number.isSafeInteger(state.position) || state.position < 0) return damaged(stored);
  const { position, digest, moving, retired } = state;
  if (!isDigest(digest)) return damaged(stored);
  return { position, digest, ...(moving && { moving }), ...(retired && { retired }), versionstamp };
}

const BEGINNING = { position: 0, digest: EMPTY_DIGEST };

const damaged = ({ versionstamp }: Deno.KvEntryMaybe<Uint8Array>): Checkpoint => {
  return { ...BEGINNING, versionstamp, damaged: true };
};

/** Beyond everything when it cannot be told: whoever reads the log says why. */
function endOfLog({ value }: Deno.KvEntryMaybe<Uint8Array>): number {
  try {
    return value === null ? Infinity : decodeHead(value).position;
  } catch {
    // Damage of the head is no damage of a view.
    return Infinity;
  }
}

export function encodeCheckpoint(state: CheckpointState): Uint8Array {
  const { position, digest, moving, retired } = state;
  return toBytes(
    JSON.stringify({ v: 1, position, digest, ...(moving && { moving }), ...(retired && { retired }) }),
  );
}
