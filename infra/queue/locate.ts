// Where a pending message is: its pointer, and what stands where that points, both of one moment.
import { outKey, pendingKey } from "../eventlog/keys.ts";
import type { PendingRecord } from "./message_record.ts";

export interface Located {
  readonly pointer: PendingRecord;
  readonly stored: Deno.KvEntry<unknown>;
}

/**
 * Null when it is not pending, or its pointer leads nowhere: a worker finds it without, and writes the pointer anew.
 * `read` answers null for a pointer that cannot be read.
 */
export async function locate(
  kv: Deno.Kv,
  messageId: string,
  read: (stored: Deno.KvEntry<unknown>) => PendingRecord | null,
): Promise<Located | null> {
  // Read again when it moved between the two reads.
  for (;;) {
    const seen = await kv.get(pendingKey(messageId));
    const pointer = seen.versionstamp === null ? null : read(seen);
    if (pointer === null) return null;
    const keys = [pendingKey(messageId), outKey(pointer.due, messageId)];
    const [still, stored] = await kv.getMany<unknown[]>(keys);
    if (still?.versionstamp !== seen.versionstamp) continue;
    return stored === undefined || stored.versionstamp === null ? null : { pointer, stored };
  }
}
