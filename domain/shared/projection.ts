// A projection is a pure fold of events into rows; the runner in infra/projections stores them exactly once.
import type { StoredEvent } from "./event.ts";

export type RowKey = readonly (string | number)[];

export interface Projection<Row> {
  readonly name: string;
  /** Bump when the meaning of a row changes: the runner then rebuilds beside the live version. */
  readonly version: number;
  /** Keys of the rows an event touches; empty when it does not concern this view. */
  keys(event: StoredEvent): readonly RowKey[];
  /** The streams all events of a row are in, where its key tells; time travel then need not read the whole log. */
  streams?(key: RowKey): readonly string[];
  /** The row after the event, never the one given in altered form; null removes it. Personal fields stay sealed. Must not throw on a known event. */
  fold(row: Row | null, event: StoredEvent, key: RowKey): Row | null;
}

/** Reads rows of the live version. They are shared and frozen: copy what you want to change. */
export interface View<Row> {
  get(key: RowKey): Promise<Row | null>;
  /** Rows whose key starts with the prefix, in key order. */
  list(
    prefix: RowKey,
    options?: { limit?: number; backwards?: boolean; after?: RowKey },
  ): Promise<{ key: RowKey; row: Row }[]>;
  /** Resolves when every event up to the position is folded in: read your own writes. */
  reached(position: number): Promise<void>;
}
