// Port: views as things of their own, to be watched and rebuilt. Adapter: infra/projections.
import type { Projection, RowKey } from "../shared/projection.ts";

export interface ProjectionStatus {
  readonly name: string;
  /** Version of the code that folds it. */
  readonly version: number;
  readonly position: number;
  /** Events in the log that are not folded in yet. */
  readonly lag: number;
  readonly eventsPerSecond: number;
  /** Why it stopped or waits; it is behind for as long as this is there. */
  readonly lastError?: string;
}

/** A rebuild of a view from the log beside the rows that are shown meanwhile. */
export interface RebuildState {
  readonly rebuildId: string;
  readonly status: "running" | "done" | "failed";
  /** Position up to which the new rows are folded, and the one to reach. */
  readonly position: number;
  readonly target: number;
  readonly eventsPerSecond: number;
  /** Whether the rows shown before were exactly those of the log; absent until compared, or with no such rows. */
  readonly identical?: boolean;
  readonly firstDifference?: RowDifference;
  /** Why it failed; the rows shown are as before. */
  readonly error?: string;
}

/**
 * A row that was not what the log says; the first in key order. Sealed fields stay sealed. Under the key "checkpoint",
 * where no row can be named: what was stored of how far the view is, and of the digest of its rows.
 */
export interface RowDifference {
  readonly key: RowKey;
  /** Null where there is no such row; absent when it is too large to be kept here. */
  readonly live?: unknown;
  readonly rebuilt?: unknown;
}

export type RebuildStarted =
  | { readonly rebuildId: string }
  | { readonly refused: "not_found" | "rebuild_running" };

export interface ProjectionControl {
  status(): Promise<ProjectionStatus[]>;
  /** Starts a rebuild and answers at once; refused while one of the same view is running. */
  rebuild(name: string): Promise<RebuildStarted>;
  /** The newest rebuild, running or not; null when there was none. */
  rebuildOf(name: string): Promise<RebuildState | null>;
  /** The newest rebuild whenever it has moved; ends with it, when the signal aborts, or when the process stops. */
  progress(name: string, signal: AbortSignal): AsyncIterable<RebuildState>;
  /** The fold behind a view. */
  find(name: string): Projection<unknown> | undefined;
}
