// Which pending messages may be taken now. Pure: the rules of due times, lanes and order in one place.
import type { Entry } from "./kv_queue.ts";

/**
 * Messages that may be taken at `now`, soonest due first. A lane gives its first message in commit order, and nothing
 * while one of its messages is held or waits for a retry. A message that was never tried and is not due yet has
 * not taken its place: it holds nobody up.
 */
export function ready(entries: readonly Entry[], now: number, busyLanes: ReadonlySet<string>): Entry[] {
  const first = new Map<string, Entry>();
  const closed = new Set<string>(busyLanes);
  for (const entry of entries) {
    const { lane, attempt, claim } = entry.message;
    if (entry.due > now && attempt === 0) continue;
    if (claim !== undefined && entry.due > now) closed.add(lane);
    const best = first.get(lane);
    if (best === undefined || entry.order < best.order) first.set(lane, entry);
  }
  return [...first.values()]
    .filter(({ due, message }) => due <= now && !closed.has(message.lane))
    .sort((a, b) => a.due - b.due || (a.order < b.order ? -1 : 1));
}

/** When the next message becomes due after `now`, in UTC ms; null when none will. */
export function nextDue(entries: Iterable<Entry>, now: number): number | null {
  let next: number | null = null;
  for (const { due } of entries) if (due > now && (next === null || due < next)) next = due;
  return next;
}
