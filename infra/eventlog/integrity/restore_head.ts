// Writes the head of the log anew when it is gone, cannot be read or is none of the log, and the events are whole.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import type { Head } from "../../../domain/shared/event_log.ts";
import { retryWhileLocked } from "../../locked.ts";
import { GENESIS } from "../chain.ts";
import { LogDamage } from "../damage.ts";
import { headIn } from "../head.ts";
import { HEAD } from "../keys.ts";
import { createWholeLog } from "../read/whole_log.ts";
import { encodeHead } from "../record.ts";
import { soundHead } from "../sound_head.ts";
import { signedUpTo } from "./signed_head.ts";
import { verify } from "./verify.ts";

const NONCE = "restored";

/**
 * False when the head is in its place, and when it bears the hash of the event it names: then it is what lies behind it
 * that is in question. Throws LogDamage, having changed nothing, when the events are not whole, or end before a position
 * that was signed. What was cut off after that position cannot be known here.
 */
export async function restoreHead(kv: Deno.Kv, random: () => number): Promise<boolean> {
  const found = await retryWhileLocked(() => kv.get<Uint8Array>(HEAD), random);
  try {
    await soundHead(kv);
    return false;
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
  }
  const { readAll } = createWholeLog(kv);
  const head = readable(found.value);
  if (head !== null && await mayBeRight(readAll({ after: 0 }), head)) return false;
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
      `its head is gone or wrong, and its end is gone: signed up to position ${signed}, there up to ${last.position}`;
    throw new LogDamage(last.position + 1, what);
  }
  const atomic = kv.atomic().check(found).set(HEAD, encodeHead(last, NONCE));
  if (!(await retryWhileLocked(() => atomic.commit(), random)).ok) {
    throw new Error("Cannot restore the head of the log: somebody else writes to the store");
  }
  return true;
}

/** Null when there is none that can be read. */
function readable(bytes: Uint8Array | null): Head | null {
  if (bytes === null) return null;
  try {
    return headIn(bytes);
  } catch (error) {
    if (error instanceof LogDamage) return null;
    throw error;
  }
}

/** Whether the event it names bears its hash, or the events are not whole and nothing can be said of it. */
async function mayBeRight(events: AsyncIterable<StoredEvent>, head: Head): Promise<boolean> {
  try {
    for await (const { position, hash } of events) if (position === head.position) return hash === head.hash;
    return head.position === 0 && head.hash === GENESIS;
  } catch (error) {
    if (error instanceof LogDamage) return true;
    throw error;
  }
}
