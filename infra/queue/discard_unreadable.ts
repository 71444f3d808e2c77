// Makes room for what can be queued anew: only for that may a message that cannot be read be removed.
import { OUT, pendingKey } from "../eventlog/keys.ts";
import type { Moves } from "./moves.ts";
import { readMessage, readPointer } from "./readable.ts";

/** Removes the pending messages with these ids that cannot be read and that no worker holds at `now` (UTC ms). */
export async function discardUnreadable(
  kv: Deno.Kv,
  commit: Moves["commit"],
  ids: ReadonlySet<string>,
  now: number,
): Promise<void> {
  for await (const stored of kv.list({ prefix: OUT })) {
    const [, due, id] = stored.key;
    if (typeof id !== "string" || !ids.has(id) || readMessage(stored.value, id) !== null) continue;
    const pointer = await kv.get(pendingKey(id));
    const isHeld = readPointer(pointer.value)?.token !== undefined && Number(due) > now;
    if (isHeld) continue;
    await commit(kv.atomic().check(stored, pointer).delete(stored.key).delete(pointer.key));
  }
}
