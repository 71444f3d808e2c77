// One screen of events, newest first, and where the screens before and after it begin.
import type { Place } from "../../../components/admin/addresses.ts";
import type { EventFilter, History } from "../../../domain/history/mod.ts";
import type { StoredEvent } from "../../../domain/shared/event.ts";

const PAGE = 100;

export interface EventsScreen {
  readonly events: readonly StoredEvent[];
  /** Position to look before for earlier events, null when there are none. */
  readonly older: number | null;
  /** Position to look after for later events, null on the newest screen. */
  readonly newer: number | null;
  /** On the newest screen: everything that matches up to this position is in `events` or older. */
  readonly liveAfter: number | null;
}

export async function eventsScreen(
  history: History,
  filter: EventFilter,
  { before, after }: Place,
): Promise<EventsScreen> {
  if (before === undefined && after !== undefined) return await laterScreen(history, filter, after);
  // Asked first: an event that comes in between is in the list or is told by the tail, never neither.
  const position = await history.position();
  const found = await history.newest({ ...filter, ...(before !== undefined && { before }), limit: PAGE + 1 });
  const events = found.slice(0, PAGE);
  const older = found.length > PAGE ? events.at(-1)?.position ?? null : null;
  if (before !== undefined) {
    return { events, older, newer: events[0]?.position ?? before - 1, liveAfter: null };
  }
  return { events, older, newer: null, liveAfter: Math.max(position, events[0]?.position ?? 0) };
}

/** The screen right after a position; when it is not full there is nothing newer, so it is the newest one. */
async function laterScreen(history: History, filter: EventFilter, after: number): Promise<EventsScreen> {
  const { data, next } = await history.events({ ...filter, after, limit: PAGE });
  if (next === null) return await eventsScreen(history, filter, {});
  return { events: [...data].reverse(), older: data[0]?.position ?? null, newer: next, liveAfter: null };
}
