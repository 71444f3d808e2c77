// The head of the log as a writer needs it: with the versionstamp that the next write is checked against.
import type { FencedHead } from "./batch.ts";
import { GENESIS } from "./chain.ts";
import { HEAD } from "./keys.ts";
import { retryWhileLocked } from "../locked.ts";
import { decodeHead } from "./record.ts";

export async function fencedHead(kv: Deno.Kv, random: () => number): Promise<FencedHead> {
  const entry = await retryWhileLocked(() => kv.get<Uint8Array>(HEAD), random);
  if (entry.value === null) return { position: 0, hash: GENESIS, versionstamp: null };
  const { position, hash } = decodeHead(entry.value);
  return { position, hash, versionstamp: entry.versionstamp };
}
