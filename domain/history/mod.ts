// What the console asks of the log: events by place, kind, person and time, and a stream as it was at any version.
// Personal data leaves here in clear: only for administrators.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Clock, Vault } from "../shared/ports.ts";
import { type ActivityHour, recentHours } from "./activity.ts";
import { type CauseNode, causeTrees } from "./cause_tree.ts";
import { type EventFilter, matches } from "./event_filter.ts";
import { type FindDeps, findEvents } from "./find_events.ts";
import { type StreamAt, streamAt, type StreamQuery } from "./stream_at.ts";

export type { ActivityHour } from "./activity.ts";
export type { CauseNode } from "./cause_tree.ts";
export type { EventFilter } from "./event_filter.ts";
export type { StreamAt } from "./stream_at.ts";

/** Events after a position (exclusive), oldest first. */
export interface EventsAfter extends EventFilter {
  readonly after: number;
}

export interface EventQuery extends EventsAfter {
  readonly limit: number;
}

/** Events before a position (exclusive; the end of the log unless given), newest first. */
export interface NewestQuery extends EventFilter {
  readonly before?: number;
  readonly limit: number;
}

export interface EventsPage {
  /** Ordered by position. */
  readonly data: readonly StoredEvent[];
  /** Position of the last event given, null when there are no more. */
  readonly next: number | null;
}

export interface EventStory {
  readonly event: StoredEvent;
  /** Everything the same request, update or job did, the event included. */
  readonly trees: readonly CauseNode[];
  /** Whether the request did more than is shown. */
  readonly more: boolean;
}

export interface History {
  events(query: EventQuery): Promise<EventsPage>;
  /** As `events` without a limit, read as it is consumed; ends early when the signal aborts. */
  all(query: EventsAfter, signal: AbortSignal): AsyncIterable<StoredEvent>;
  /** The newest events that match, newest first. */
  newest(query: NewestQuery): Promise<readonly StoredEvent[]>;
  /** One event with its causes and effects; null when nothing is at the position. */
  event(position: number): Promise<EventStory | null>;
  /** The stream folded up to a version, beside an earlier or later one; null when there is no such stream. */
  stream(
    streamId: string,
    query: StreamQuery,
  ): Promise<StreamAt | null | { readonly refused: "history_too_long" }>;
  /** What happens from here on; catches up from `after` first. */
  tail(after: number, signal: AbortSignal, filter?: EventFilter): AsyncIterable<StoredEvent>;
  /** Position of the newest event. */
  position(): Promise<number>;
  /** Events by type in each of the last `hours`, the present one included, oldest first. */
  activity(hours: number): Promise<readonly ActivityHour[]>;
}

/** Events of one request shown at most. */
const STORY = 200;
const TO_THE_END = Number.MAX_SAFE_INTEGER;

export function createHistory(
  { log, vault, views, clock }: FindDeps & { log: EventLog; vault: Vault; clock: Clock },
): History {
  const find = (filter: EventFilter, { above = 0, below = TO_THE_END }, backwards = false) =>
    findEvents({ log, views }, filter, { above, below }, backwards);

  async function* opened(
    events: AsyncIterable<StoredEvent>,
    { signal, filter = {} }: { signal?: AbortSignal; filter?: EventFilter } = {},
  ): AsyncGenerator<StoredEvent> {
    for await (const event of events) {
      if (signal?.aborted) return;
      // Only what matches is opened: opening costs a decryption.
      if (matches(event, filter)) yield await vault.openEvent(event);
    }
  }

  return {
    async events({ after, limit, ...filter }) {
      const found = await take(opened(find(filter, { above: after })), limit + 1);
      const data = found.slice(0, limit);
      return { data, next: found.length > limit ? data.at(-1)?.position ?? null : null };
    },
    async *all({ after, ...filter }, signal) {
      yield* opened(find(filter, { above: after }), { signal });
    },
    async newest({ before = TO_THE_END, limit, ...filter }) {
      return await take(opened(find(filter, { below: before }, true)), limit);
    },
    async event(position) {
      const [event] = await take(opened(find({}, { above: position - 1, below: position + 1 })), 1);
      if (event === undefined) return null;
      const related = await take(opened(find({ request: event.meta.correlationId }, {})), STORY + 1);
      return { event, trees: causeTrees(related.slice(0, STORY)), more: related.length > STORY };
    },
    stream: (streamId, query) => streamAt(log, (event) => vault.openEvent(event), streamId, query),
    tail: (after, signal, filter = {}) => opened(log.tail({ after, signal }), { signal, filter }),
    position: async () => (await log.head()).position,
    activity: (hours) => recentHours(views.activity, hours, clock()),
  };
}

async function take(events: AsyncIterable<StoredEvent>, limit: number): Promise<StoredEvent[]> {
  const taken: StoredEvent[] = [];
  if (limit === 0) return taken;
  for await (const event of events) if (taken.push(event) === limit) break;
  return taken;
}
