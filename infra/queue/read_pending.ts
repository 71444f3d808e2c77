// Reads every pending message, although they move while they are read: one given back early may move from where the
// reading has not been to where it has been. Their pointers never move, so they tell who was missed.
import { OUT, outKey, PENDING } from "../eventlog/keys.ts";
import type { Entry } from "./entry.ts";
import type { Reader } from "./reader.ts";

/** What one read of the store returns at most, all from one moment. */
const PAGE = 1_000;

/**
 * Soonest due first. Every message that was pending, due before `until` (UTC ms), throughout the reading is there once,
 * as it was at some moment of it. `find` reads one message where it is now.
 */
export async function readPending(
  kv: Deno.Kv,
  reader: Reader,
  find: (messageId: string) => Promise<Entry | null>,
  until: number,
): Promise<Entry[]> {
  const found = new Map<string, Entry>();
  let read = 0;
  const selector = { start: OUT, end: outKey(until, "") };
  for await (const stored of kv.list(selector, { batchSize: PAGE })) {
    read++;
    const entry = reader.pending(stored);
    if (entry === null) continue;
    // Seen twice: it moved ahead of the reading, and where it is now comes last.
    found.delete(entry.message.id);
    found.set(entry.message.id, entry);
  }
  // A single page is one moment: nobody can have been missed.
  if (read < PAGE) return [...found.values()];
  const missed = await readMissed(kv, reader, found, find, until);
  return missed.length === 0
    ? [...found.values()]
    : [...found.values(), ...missed].sort((a, b) => a.due - b.due);
}

async function readMissed(
  kv: Deno.Kv,
  reader: Reader,
  found: ReadonlyMap<string, Entry>,
  find: (messageId: string) => Promise<Entry | null>,
  until: number,
): Promise<Entry[]> {
  const ids: string[] = [];
  for await (const stored of kv.list({ prefix: PENDING }, { batchSize: PAGE })) {
    const id = String(stored.key[1]);
    if (!found.has(id) && (reader.pointer(stored)?.due ?? until) < until) ids.push(id);
  }
  const entries = await Promise.all(ids.map(find));
  return entries.filter((entry) => entry !== null);
}
