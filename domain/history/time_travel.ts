// A row of a view as it was at a position, folded again in memory from the events that touch it. Nothing stored is
// read but the log, and nothing is written.
import type { StoredEvent } from "../shared/event.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Projection, RowKey } from "../shared/projection.ts";

/** Events looked through for one answer; reading stops there. */
export const MOST_EVENTS = 2_000_000;

export type RowsAt =
  /** One row for each position asked for, in the same order; null where there was none. Sealed fields stay sealed. */
  | { readonly rows: readonly unknown[] }
  /** Finding the events of the row takes more than `MOST_EVENTS`. */
  | { readonly refused: "history_too_long" };

/** `positions` ascend; each is inclusive. */
export async function rowsAt(
  log: Pick<EventLog, "readAll" | "readStream">,
  projection: Projection<unknown>,
  key: RowKey,
  positions: readonly number[],
): Promise<RowsAt> {
  const last = positions.at(-1) ?? 0;
  const rows: unknown[] = [];
  let row: unknown = null, read = 0;
  const wanted = JSON.stringify(key);
  const streams = projection.streams?.(key);
  for await (const event of streams ? await inOrder(log, streams) : log.readAll({ after: 0 })) {
    while (rows.length < positions.length && event.position > (positions[rows.length] ?? 0)) rows.push(row);
    if (event.position > last) break;
    if (++read > MOST_EVENTS) return { refused: "history_too_long" };
    for (const touched of projection.keys(event)) {
      if (JSON.stringify(touched) === wanted) row = projection.fold(row, event, touched);
    }
  }
  while (rows.length < positions.length) rows.push(row);
  return { rows };
}

async function inOrder(
  log: Pick<EventLog, "readStream">,
  streams: readonly string[],
): Promise<StoredEvent[]> {
  const events = await Promise.all(streams.map((streamId) => log.readStream(streamId)));
  return events.flat().sort((a, b) => a.position - b.position);
}
