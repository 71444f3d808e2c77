// What administrators do with views: watch them, rebuild them from the log, see a row as it was.
// Personal data leaves here in clear: only for administrators.
import { rowsAt } from "../history/time_travel.ts";
import type { EventLog } from "../shared/event_log.ts";
import type { Vault } from "../shared/ports.ts";
import type { RowKey } from "../shared/projection.ts";
import { openRow } from "./open_row.ts";
import type {
  ProjectionControl,
  ProjectionStatus,
  RebuildStarted,
  RebuildState,
  RowDifference,
} from "./ports.ts";

export type { RebuildState } from "./ports.ts";

export interface ProjectionWithRebuild extends ProjectionStatus {
  /** The newest one, running or not. */
  readonly rebuild: RebuildState | null;
}

export interface RowQuery {
  readonly name: string;
  readonly key: RowKey;
  /** Positions, inclusive; beyond the end of the log they mean the end. `at` is the end unless given. */
  readonly at?: number;
  readonly from?: number;
}

export interface RowAt {
  readonly at: number;
  /** Null when there was no such row. */
  readonly row: unknown;
  /** The row at an earlier position, when one was asked for. */
  readonly from?: number;
  readonly before?: unknown;
}

export interface ProjectionAdmin {
  list(): Promise<ProjectionWithRebuild[]>;
  /** Starts a rebuild beside the live rows and answers at once. */
  rebuild(name: string): Promise<RebuildStarted>;
  /** The newest rebuild of a view; null when there was none. */
  rebuildOf(name: string): Promise<RebuildState | null | { refused: "not_found" }>;
  /** The newest rebuild whenever it has moved; ends with it or when the signal aborts. */
  progress(name: string, signal: AbortSignal): AsyncIterable<RebuildState>;
  /** A row as it was, folded again from the log. */
  row(query: RowQuery): Promise<RowAt | { readonly refused: "not_found" | "history_too_long" }>;
}

export interface ProjectionAdminDeps {
  readonly control: ProjectionControl;
  readonly log: Pick<EventLog, "readAll" | "readStream" | "head">;
  readonly vault: Pick<Vault, "open">;
}

export function createProjectionAdmin({ control, log, vault }: ProjectionAdminDeps): ProjectionAdmin {
  const open = (row: unknown) => openRow(row, vault);

  async function opened(state: RebuildState): Promise<RebuildState> {
    if (state.firstDifference === undefined) return state;
    return { ...state, firstDifference: await open(state.firstDifference) as RowDifference };
  }

  async function newest(name: string): Promise<RebuildState | null> {
    const state = await control.rebuildOf(name);
    return state && await opened(state);
  }

  return {
    async list() {
      const known = await control.status();
      return await Promise.all(
        known.map(async (status) => ({ ...status, rebuild: await newest(status.name) })),
      );
    },
    rebuild: (name) => control.rebuild(name),
    async rebuildOf(name) {
      return control.find(name) === undefined ? { refused: "not_found" } : await newest(name);
    },
    async *progress(name, signal) {
      for await (const state of control.progress(name, signal)) yield await opened(state);
    },
    async row({ name, key, at, from }) {
      const projection = control.find(name);
      if (projection === undefined) return { refused: "not_found" };
      const end = (await log.head()).position;
      const last = Math.min(at ?? end, end);
      const first = from === undefined ? undefined : Math.min(from, last);
      const positions = first === undefined ? [last] : [first, last];
      const found = await rowsAt(log, projection, key, positions);
      if ("refused" in found) return found;
      const rows = await Promise.all(found.rows.map(open));
      return {
        at: last,
        row: rows.at(-1) ?? null,
        ...(first !== undefined && { from: first, before: rows[0] ?? null }),
      };
    },
  };
}
