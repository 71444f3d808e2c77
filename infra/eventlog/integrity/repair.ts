// Rebuilds the copies under the streams, and the head if it is wrong, from the log, and takes out what is proved to be no
// part of it. Its events are never touched: what is wrong there, only a backup can bring back.
import type { StoredEvent } from "../../../domain/shared/event.ts";
import { retryWhileLocked } from "../../locked.ts";
import { LogDamage } from "../damage.ts";
import { eventKey } from "../keys.ts";
import { createStoredLog } from "../read/stored_log.ts";
import { createWholeLog } from "../read/whole_log.ts";
import { encodeEvent } from "../record.ts";
import { toWritable } from "../writable.ts";
import { removeIntruders } from "./intruders.ts";
import { restoreHead } from "./restore_head.ts";
import { type BadCopy, createStreamCopies } from "./stream_copies.ts";
import { verify } from "./verify.ts";

export interface Repaired {
  /** Copies written anew. */
  readonly rewritten: number;
  /** Copies removed because the log has no such event. */
  readonly removed: number;
  /** Whether the head of the log was gone or wrong, and written anew behind its last event. */
  readonly headRestored: boolean;
  /** Records and segments removed because the chain to the head does not lead through them. */
  readonly intruders: number;
}

const AT_ONCE = 100;

/** Throws LogDamage, having changed nothing, when the log itself is not whole. Safe while the product runs. */
export async function repair(kv: Deno.Kv, random: () => number): Promise<Repaired> {
  const log = createStoredLog(kv);
  const copies = createStreamCopies(kv, log);
  const headRestored = await restoreHead(kv, random);
  const whole = createWholeLog(kv);
  let checked = await verify(whole);
  const intruders = checked.ok ? 0 : await removeIntruders(kv, random);
  if (intruders > 0) checked = await verify(whole);
  const { firstBad, problem = "it is damaged", head } = checked;
  if (firstBad !== undefined) throw new LogDamage(firstBad, problem);
  const versions = new Map<string, number>();
  let rewritten = 0, removed = 0;
  let some: StoredEvent[] = [];
  const flush = async () => {
    for (const bad of await copies.differing(some)) if (await write(kv, bad, random)) rewritten++;
    some = [];
  };
  for await (const event of log.readAll({ after: 0 })) {
    if (event.position > head.position) break;
    versions.set(event.streamId, event.version);
    if (some.push(event) === AT_ONCE) await flush();
  }
  await flush();
  for await (const bad of copies.superfluous(versions)) if (await write(kv, bad, random)) removed++;
  return { rewritten, removed, headRestored, intruders };
}

/** Checked: a copy that changed since it was looked at is left alone. */
async function write(kv: Deno.Kv, { event, entry }: BadCopy, random: () => number): Promise<boolean> {
  const atomic = kv.atomic().check(entry);
  if (event === null) atomic.delete(entry.key);
  else atomic.set(eventKey(event.streamId, event.version), encodeEvent(toWritable(event)));
  return (await retryWhileLocked(() => atomic.commit(), random)).ok;
}
