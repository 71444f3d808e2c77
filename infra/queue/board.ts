// The rules of due times, lanes and order, in one place. Pure.
import type { Entry } from "./entry.ts";

/**
 * UTC milliseconds when a message may next be taken. One that is to go at once and was never tried is ready whatever
 * its key says: the clock that wrote it may have been ahead of this one.
 */
export function readyAt({ due, message: { attempt, dueAt } }: Entry): number {
  return attempt === 0 && dueAt === undefined ? 0 : due;
}

/**
 * The messages of each lane that have taken their place at `now`, in commit order: those that are due, and those that
 * wait for a retry and so keep the later ones waiting. A message that was never tried and is not due yet has not
 * taken its place: it holds nobody up. `ours` are in flight here and left out; a lane of which another worker
 * holds a message is left out as a whole.
 */
export function lines(
  entries: Iterable<Entry>,
  now: number,
  ours: ReadonlyMap<string, unknown>,
): Map<string, Entry[]> {
  const lanes = new Map<string, Entry[]>();
  const held = new Set<string>();
  for (const entry of entries) {
    const { id, lane, attempt, claim } = entry.message;
    if (ours.has(id) || (attempt === 0 && readyAt(entry) > now)) continue;
    if (claim !== undefined && entry.due > now) held.add(lane);
    const line = lanes.get(lane);
    if (line === undefined) lanes.set(lane, [entry]);
    else line.push(entry);
  }
  for (const lane of held) lanes.delete(lane);
  for (const line of lanes.values()) line.sort((a, b) => a.order < b.order ? -1 : 1);
  return lanes;
}

/** When the next message becomes due after `now`, in UTC ms; null when none will. */
export function nextDue(entries: Iterable<Entry>, now: number): number | null {
  let next: number | null = null;
  for (const { due } of entries) if (due > now && (next === null || due < next)) next = due;
  return next;
}
