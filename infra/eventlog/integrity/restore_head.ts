// Writes the head of the log anew when it is gone or cannot be read and the events themselves are whole.
import type { Head } from "../../../domain/shared/event_log.ts";
import { retryWhileLocked } from "../../locked.ts";
import { GENESIS } from "../chain.ts";
import { LogDamage } from "../damage.ts";
import { readHead } from "../head.ts";
import { HEAD } from "../keys.ts";
import { createStoredLog } from "../read/stored_log.ts";
import { encodeHead } from "../record.ts";
import { signedUpTo } from "./signed_head.ts";
import { verify } from "./verify.ts";

const NONCE = "restored";

/**
 * False when the head is in its place. Throws LogDamage, having changed nothing, when the events are not whole, or end
 * before a position that was signed. What was cut off after that position cannot be known here.
 */
export async function restoreHead(kv: Deno.Kv, random: () => number): Promise<boolean> {
  const found = await retryWhileLocked(() => kv.get<Uint8Array>(HEAD), random);
  try {
    await readHead(kv);
    return false;
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
  }
  const { readAll } = createStoredLog(kv);
  let last: Head = { position: 0, hash: GENESIS };
  for await (const { position, hash } of readAll({ after: 0 })) last = { position, hash };
  const { firstBad, problem = "it is damaged" } = await verify({
    readAll,
    head: () => Promise.resolve(last),
  });
  if (firstBad !== undefined) throw new LogDamage(firstBad, problem);
  const signed = await signedUpTo(kv);
  if (signed > last.position) {
    const what =
      `its head is gone and so is its end: signed up to position ${signed}, there up to ${last.position}`;
    throw new LogDamage(last.position + 1, what);
  }
  const atomic = kv.atomic().check(found).set(HEAD, encodeHead(last, NONCE));
  if (!(await retryWhileLocked(() => atomic.commit(), random)).ok) {
    throw new Error("Cannot restore the head of the log: somebody else writes to the store");
  }
  return true;
}
