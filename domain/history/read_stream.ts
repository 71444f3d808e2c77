// A stream between two positions of the log, a part at a time: some streams (a dispatchers' chat) grow long.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Between } from "./look_up.ts";

const EVENTS_AT_A_TIME = 200;

/** Positions are exclusive; newest first when `backwards`. */
export async function* readStreamBetween(
  log: Pick<EventLog, "readStream">,
  streamId: string,
  { above, below }: Between,
  backwards: boolean,
): AsyncGenerator<StoredEvent> {
  const [first, end] = await Promise.all([
    firstVersionFrom(log, streamId, above + 1),
    firstVersionFrom(log, streamId, below),
  ]);
  for (const [from, to] of parts(first, end - 1, backwards)) {
    const events = await log.readStream(streamId, { from, to });
    yield* backwards ? events.reverse() : events;
  }
}

/** Version of the newest event of a stream; 0 when there is no such stream. */
export async function latestVersion(log: Pick<EventLog, "readStream">, streamId: string): Promise<number> {
  return await firstVersionFrom(log, streamId, Infinity) - 1;
}

/** The first version at or after a position; one past the newest when there is none. A binary search. */
async function firstVersionFrom(
  log: Pick<EventLog, "readStream">,
  streamId: string,
  position: number,
): Promise<number> {
  const isBefore = async (version: number) => {
    const [event] = await log.readStream(streamId, { from: version, to: version });
    return event !== undefined && event.position < position;
  };
  let high = 1;
  while (await isBefore(high)) high *= 2;
  let low = Math.floor(high / 2) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return high;
}

function* parts(first: number, last: number, backwards: boolean): Generator<[from: number, to: number]> {
  if (backwards) {
    for (let to = last; to >= first; to -= EVENTS_AT_A_TIME) {
      yield [Math.max(first, to - EVENTS_AT_A_TIME + 1), to];
    }
  } else {
    for (let from = first; from <= last; from += EVENTS_AT_A_TIME) {
      yield [from, Math.min(last, from + EVENTS_AT_A_TIME - 1)];
    }
  }
}
