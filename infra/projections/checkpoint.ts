// How far a build has folded, and the digest of what it holds. Every write of rows is checked against it.
import { fromBytes, toBytes } from "../eventlog/record.ts";
import { EMPTY_DIGEST } from "./digest.ts";
import { checkpointKey } from "./keys.ts";

export interface Checkpoint {
  readonly position: number;
  /** Hex; see digest.ts. */
  readonly digest: string;
  /** Null before the first write. */
  readonly versionstamp: string | null;
}

interface CheckpointRecord {
  readonly v: 1;
  readonly position: number;
  readonly digest: string;
}

export async function readCheckpoint(kv: Deno.Kv, name: string, build: string): Promise<Checkpoint> {
  const entry = await kv.get<Uint8Array>(checkpointKey(name, build));
  if (entry.value === null) return { position: 0, digest: EMPTY_DIGEST, versionstamp: null };
  const { position, digest } = fromBytes<CheckpointRecord>(entry.value);
  return { position, digest, versionstamp: entry.versionstamp };
}

export function encodeCheckpoint(position: number, digest: string): Uint8Array {
  return toBytes(JSON.stringify({ v: 1, position, digest } satisfies CheckpointRecord));
}
