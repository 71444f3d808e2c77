// One atomic write and what became of it: a write that threw may have happened all the same, so the store is asked.
import { retryWhileLocked } from "../../locked.ts";
import type { FencedHead } from "../head.ts";
import { HEAD } from "../keys.ts";
import { decodeHead } from "../record.ts";
import type { Batch } from "./batch.ts";

/** "refused": nothing was written, a check failed. "moved on": it was written, and somebody else wrote after it. */
export type Outcome = { readonly versionstamp: string } | "refused" | "moved on";

/** The write failed, and so did asking whether it happened. Only a repeat with the same command id is safe. */
export class UnknownOutcome extends Error {
  override readonly name = "UnknownOutcome";

  constructor(cause: unknown) {
    super("Cannot tell whether the append happened: the store could not be read back", { cause });
  }
}

/** Throws UnknownOutcome, or what the store threw when nothing was written and trying again would not help. */
export async function commitBatch(
  kv: Deno.Kv,
  built: Batch,
  head: FencedHead,
  random: () => number,
): Promise<Outcome> {
  built.atomic.check({ key: HEAD, versionstamp: head.versionstamp });
  return await retryWhileLocked(async () => {
    try {
      const result = await built.atomic.commit();
      return result.ok ? { versionstamp: result.versionstamp } : "refused";
    } catch (error) {
      const found = await readBack(kv, built, head, random);
      if (found !== "absent") return found;
      throw error;
    }
  }, random);
}

async function readBack(
  kv: Deno.Kv,
  built: Batch,
  head: FencedHead,
  random: () => number,
): Promise<Outcome | "absent"> {
  const read = (key: Deno.KvKey) =>
    retryWhileLocked(() => kv.get<Uint8Array>(key), random).catch((error) => {
      throw new UnknownOutcome(error);
    });
  const now = await read(HEAD);
  if (now.versionstamp === head.versionstamp) return "absent";
  if (now.value !== null && decodeHead(now.value).nonce === built.nonce) {
    return { versionstamp: now.versionstamp };
  }
  // Without events there is no record to tell by. Asking again is safe: messages and commands already there are
  // found, and a claim that is gone is answered as lost, which leaves everything as it is.
  if (built.record === undefined) return "refused";
  const record = await read(built.record.key);
  return record.value !== null && sameBytes(record.value, built.record.bytes) ? "moved on" : "refused";
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
