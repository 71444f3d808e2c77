// The head of the log as it is stored: where it ends, and the versionstamp that the next write is checked against.
import type { Head } from "../../domain/shared/event_log.ts";
import { GENESIS } from "./chain.ts";
import { LogDamage } from "./damage.ts";
import { HEAD, LOG, SEGMENTS } from "./keys.ts";
import { decodeHead } from "./record.ts";

export interface FencedHead extends Head {
  /** Of the head key when it was read; null before the first commit. */
  readonly versionstamp: string | null;
}

/**
 * Throws LogDamage when it cannot be read, or when there are events and no head: such a log must not look empty, for
 * whoever began again at position 1 would write over them.
 */
export async function readHead(kv: Deno.Kv): Promise<FencedHead> {
  let entry = await kv.get<Uint8Array>(HEAD);
  if (entry.value === null && await hasEvents(kv)) {
    // Looked at again: the very first events may have been written in between.
    entry = await kv.get<Uint8Array>(HEAD);
    if (entry.value === null) throw new LogDamage(1, "its head is gone");
  }
  if (entry.value === null) return { position: 0, hash: GENESIS, versionstamp: null };
  return { ...headIn(entry.value), versionstamp: entry.versionstamp };
}

/** Throws LogDamage when it cannot be read. */
export function headIn(bytes: Uint8Array): Head {
  try {
    const { position, hash } = decodeHead(bytes);
    return { position, hash };
  } catch (cause) {
    throw new LogDamage(1, "its head cannot be read", { cause });
  }
}

async function hasEvents(kv: Deno.Kv): Promise<boolean> {
  for (const prefix of [LOG, SEGMENTS]) {
    for await (const _ of kv.list({ prefix }, { limit: 1 })) return true;
  }
  return false;
}
