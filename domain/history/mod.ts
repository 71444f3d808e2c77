// What the console asks of the log: events by place, kind, person and time, and a stream as it was at any version.
// Personal data leaves here in clear: only for administrators.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Vault } from "../shared/ports.ts";
import { type EventFilter, matches } from "./event_filter.ts";
import { foldStream, type StreamState } from "./fold_stream.ts";

export type { EventFilter } from "./event_filter.ts";
export type { StreamState } from "./fold_stream.ts";

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

export interface StreamAt {
  readonly streamId: string;
  /** The version asked for, at most `latest`. */
  readonly version: number;
  readonly latest: number;
  readonly state: StreamState;
  /** The state one version earlier; null at version 1. */
  readonly previous: StreamState | null;
  /** All events of the stream, those after `version` included. */
  readonly events: readonly StoredEvent[];
}

export interface History {
  events(query: EventQuery): Promise<EventsPage>;
  /** As `events` without a limit, read as it is consumed; ends early when the signal aborts. */
  all(query: EventsAfter, signal: AbortSignal): AsyncIterable<StoredEvent>;
  /** The newest events that match, newest first. */
  newest(query: NewestQuery): Promise<readonly StoredEvent[]>;
  /** The stream folded up to a version (the newest unless given); null when there is no such stream. */
  stream(streamId: string, version?: number): Promise<StreamAt | null>;
  /** What happens from here on; catches up from `after` first. */
  tail(after: number, signal: AbortSignal, filter?: EventFilter): AsyncIterable<StoredEvent>;
  /** Position of the newest event. */
  position(): Promise<number>;
}

export function createHistory({ log, vault }: { log: EventLog; vault: Vault }): History {
  /** Only what matches is opened: opening costs a decryption. */
  async function* opened(
    events: Iterable<StoredEvent> | AsyncIterable<StoredEvent>,
    filter: EventFilter,
    signal?: AbortSignal,
  ): AsyncGenerator<StoredEvent> {
    for await (const event of events) {
      if (signal?.aborted) return;
      if (matches(event, filter)) yield await vault.openEvent(event);
    }
  }

  async function eventsAfter({ stream, after }: EventsAfter) {
    if (stream === undefined) return log.readAll({ after });
    return (await log.readStream(stream)).filter(({ position }) => position > after);
  }

  async function eventsBefore({ stream, before = Number.MAX_SAFE_INTEGER }: NewestQuery) {
    if (stream === undefined) return log.readAll({ before, backwards: true });
    return (await log.readStream(stream)).filter(({ position }) => position < before).reverse();
  }

  return {
    async events(query) {
      const found = await take(opened(await eventsAfter(query), query), query.limit + 1);
      const data = found.slice(0, query.limit);
      return { data, next: found.length > query.limit ? data.at(-1)?.position ?? null : null };
    },
    async *all(query, signal) {
      yield* opened(await eventsAfter(query), query, signal);
    },
    async newest(query) {
      return await take(opened(await eventsBefore(query), query), query.limit);
    },
    async stream(streamId, version) {
      const stored = await log.readStream(streamId);
      if (stored.length === 0) return null;
      const events = await Promise.all(stored.map((event) => vault.openEvent(event)));
      const latest = events.length;
      const upTo = Math.min(version ?? latest, latest);
      const stateAt = (n: number) => foldStream(streamId, events.slice(0, n));
      const previous = upTo > 1 ? stateAt(upTo - 1) : null;
      return { streamId, version: upTo, latest, state: stateAt(upTo), previous, events };
    },
    tail: (after, signal, filter = {}) => opened(log.tail({ after, signal }), filter, signal),
    position: async () => (await log.head()).position,
  };
}

async function take(events: AsyncIterable<StoredEvent>, limit: number): Promise<StoredEvent[]> {
  const taken: StoredEvent[] = [];
  if (limit === 0) return taken;
  for await (const event of events) if (taken.push(event) === limit) break;
  return taken;
}
