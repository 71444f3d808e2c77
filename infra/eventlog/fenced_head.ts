// The head of the log as a writer needs it: with the versionstamp that the next write is checked against.
import type { FencedHead } from "./batch.ts";
import { GENESIS } from "./chain.ts";
import { LogDamage } from "./damage.ts";
import { HEAD, LOG, SEGMENTS } from "./keys.ts";
import { retryWhileLocked } from "../locked.ts";
import { decodeHead } from "./record.ts";

/** Throws LogDamage when there are events and no head: to begin again at position 1 would write over them. */
export async function fencedHead(kv: Deno.Kv, random: () => number): Promise<FencedHead> {
  const read = () => retryWhileLocked(() => kv.get<Uint8Array>(HEAD), random);
  let entry = await read();
  if (entry.value === null && await retryWhileLocked(() => hasEvents(kv), random)) {
    // Looked at again: another process may have written the very first events in between.
    entry = await read();
    if (entry.value === null) throw new LogDamage(1, "its head is gone");
  }
  if (entry.value === null) return { position: 0, hash: GENESIS, versionstamp: null };
  const { position, hash } = decodeHead(entry.value);
  return { position, hash, versionstamp: entry.versionstamp };
}

async function hasEvents(kv: Deno.Kv): Promise<boolean> {
  for (const prefix of [LOG, SEGMENTS]) {
    for await (const _ of kv.list({ prefix }, { limit: 1 })) return true;
  }
  return false;
}
