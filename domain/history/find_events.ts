// Finds events in a log of any length: by stream in the stream, by index where a condition is indexed, by reading on
// otherwise. Whatever the way, `matches` has the last word.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { View } from "../shared/projection.ts";
import type { ActivityRow } from "./activity.ts";
import { type EventFilter, matches, termsOf } from "./event_filter.ts";
import type { Postings } from "./event_index.ts";
import { type Between, lookUp } from "./look_up.ts";
import { positionsOf } from "./moments.ts";
import { readAt } from "./read_at.ts";
import { readStreamBetween } from "./read_stream.ts";

export interface FindDeps {
  readonly log: Pick<EventLog, "readAll" | "readStream" | "head">;
  readonly views: { readonly eventIndex: View<Postings>; readonly activity: View<ActivityRow> };
}

/** Sealed events that match, strictly between two positions; newest first when `backwards`. */
export async function* findEvents(
  { log, views }: FindDeps,
  filter: EventFilter,
  { above, below }: Between,
  backwards: boolean,
): AsyncGenerator<StoredEvent> {
  const head = (await log.head()).position;
  const usable = await reached(views, head);
  const terms = usable ? termsOf(filter) : [];
  const time = await positionsOf(views.activity, usable ? filter : {});
  const between = { above: Math.max(above, time.above), below: Math.min(below, time.below, head + 1) };
  if (between.above + 1 >= between.below) return;
  const events = filter.stream !== undefined
    ? readStreamBetween(log, filter.stream, between, backwards)
    : terms.length > 0
    ? readAt(log, lookUp(views.eventIndex, terms, between, backwards))
    : readBetween(log, between, backwards);
  for await (const event of events) if (matches(event, filter)) yield event;
}

/** False when a view has stopped: then everything is read, slowly but to the end, while it is repaired. */
function reached(views: FindDeps["views"], position: number): Promise<boolean> {
  return Promise.all(Object.values(views).map((view) => view.reached(position))).then(
    () => true,
    () => false,
  );
}

async function* readBetween(
  log: FindDeps["log"],
  { above, below }: Between,
  backwards: boolean,
): AsyncGenerator<StoredEvent> {
  const events = backwards ? log.readAll({ before: below, backwards }) : log.readAll({ after: above });
  for await (const event of events) {
    if (event.position <= above || event.position >= below) return;
    yield event;
  }
}
