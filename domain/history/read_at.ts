// Events at single positions. Those that lie close together are read in one go.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";

/** Opening a reading costs about as much as reading past this many events: in a sealed part of the log more. */
const NEAR = 256;
/** Positions asked for before the first is read. */
const AHEAD = 32;

/** In the order of the positions, which go one way. */
export async function* readAt(
  log: Pick<EventLog, "readAll">,
  positions: AsyncIterable<number>,
): AsyncGenerator<StoredEvent> {
  for await (const run of runs(positions)) {
    const wanted = new Set(run);
    const [low, high] = [Math.min(...run), Math.max(...run)];
    const found: StoredEvent[] = [];
    for await (const event of log.readAll({ after: low - 1 })) {
      if (wanted.has(event.position)) found.push(event);
      if (event.position >= high) break;
    }
    yield* run[0] === low ? found : found.reverse();
  }
}

/** Neighbours together. */
async function* runs(positions: AsyncIterable<number>): AsyncGenerator<number[]> {
  let run: number[] = [];
  for await (const position of positions) {
    const last = run.at(-1);
    if (last !== undefined && (Math.abs(position - last) > NEAR || run.length === AHEAD)) {
      yield run;
      run = [];
    }
    run.push(position);
  }
  if (run.length > 0) yield run;
}
