// What of a commit does not depend on its place in the log: sealed, in canonical JSON, measured.
import type { EventMeta } from "../../../domain/shared/event.ts";
import type { Commit } from "../../../domain/shared/event_log.ts";
import type { NewMessage } from "../../../domain/shared/queue.ts";
import type { Cost } from "../limits.ts";

export interface PreparedEvent {
  readonly type: string;
  readonly dataText: string;
  readonly metaText: string;
  /** At most what one row of a commit record or one copy in a stream takes. */
  readonly bytes: number;
}

export interface PreparedStream {
  readonly streamId: string;
  readonly expectedVersion: number | "any";
  readonly events: readonly PreparedEvent[];
}

export interface PreparedCommit {
  readonly streams: readonly PreparedStream[];
  readonly messages: readonly NewMessage[];
  readonly meta: Omit<EventMeta, "schemaVersion">;
  readonly command?: { readonly id: string; readonly resultText: string };
  readonly settles?: Commit["settles"];
  readonly buries?: Commit["buries"];
  readonly cost: Cost;
}
