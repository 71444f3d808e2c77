// The head of the log for whoever builds on it: held against the newest record, because an event that is written behind
// a wrong head goes over others, or leaves a hole.
import { retryWhileLocked } from "../locked.ts";
import { GENESIS } from "./chain.ts";
import { LogDamage } from "./damage.ts";
import { type FencedHead, headIn, readHead } from "./head.ts";
import { END_OF_LOG, isHead, LOG } from "./keys.ts";
import { decodeRecord } from "./read/read_records.ts";

/** As `soundHead`, while other processes write. */
export function fencedHead(kv: Deno.Kv, random: () => number): Promise<FencedHead> {
  return retryWhileLocked(() => soundHead(kv), random);
}

/** Throws LogDamage when it is gone, cannot be read, or is not where the newest record ends. */
export async function soundHead(kv: Deno.Kv): Promise<FencedHead> {
  // One read of both: between two, somebody could append. The newest record is never sealed.
  const selector = { start: LOG, end: END_OF_LOG };
  const [last, newest] = await Array.fromAsync(kv.list<Uint8Array>(selector, { limit: 2, reverse: true }));
  if (last === undefined || !isHead(last.key)) {
    const head = await readHead(kv);
    return head.versionstamp === null ? head : soundHead(kv);
  }
  const head = headIn(last.value);
  const end = newest && decodeRecord(newest).at(-1) || { position: 0, hash: GENESIS };
  if (end.position !== head.position) {
    const what = `its head says it ends at ${head.position}, its newest record ends at ${end.position}`;
    throw new LogDamage(Math.min(head.position, end.position) + 1, what);
  }
  if (end.hash !== head.hash) throw new LogDamage(head.position, "the head has another hash");
  return { ...head, versionstamp: last.versionstamp };
}
