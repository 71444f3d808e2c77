// Reads every pending message, although they move while they are read: one given back early may move from where the
// reading has not been to where it has been. Their pointers never move, so they tell who was missed.
import { OUT, PENDING } from "../eventlog/keys.ts";
import { type Entry, toEntry } from "./entry.ts";

/** What one read of the store returns at most, all from one moment. */
const PAGE = 1_000;

/**
 * Soonest due first. Every message that was pending throughout the reading is there once, as it was at some moment of
 * it. `find` reads one message where it is now.
 */
export async function readPending(
  kv: Deno.Kv,
  find: (messageId: string) => Promise<Entry | null>,
): Promise<Entry[]> {
  const found = new Map<string, Entry>();
  let read = 0;
  for await (
    const { key, value, versionstamp } of kv.list<Uint8Array>({ prefix: OUT }, { batchSize: PAGE })
  ) {
    read++;
    const entry = toEntry(Number(key[1]), versionstamp, value);
    // Seen twice: it moved ahead of the reading, and where it is now comes last.
    found.delete(entry.message.id);
    found.set(entry.message.id, entry);
  }
  // A single page is one moment: nobody can have been missed.
  if (read < PAGE) return [...found.values()];
  const missed = await readMissed(kv, found, find);
  return missed.length === 0
    ? [...found.values()]
    : [...found.values(), ...missed].sort((a, b) => a.due - b.due);
}

async function readMissed(
  kv: Deno.Kv,
  found: ReadonlyMap<string, Entry>,
  find: (messageId: string) => Promise<Entry | null>,
): Promise<Entry[]> {
  const ids: string[] = [];
  for await (const { key } of kv.list({ prefix: PENDING }, { batchSize: PAGE })) {
    const id = String(key[1]);
    if (!found.has(id)) ids.push(id);
  }
  const entries = await Promise.all(ids.map(find));
  return entries.filter((entry) => entry !== null);
}
