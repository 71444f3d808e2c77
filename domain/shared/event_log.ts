// Port: the log of everything that happened. Adapters: infra/eventlog (Deno KV, memory); one contract suite runs on both.
import type { DomainEvent, EventMeta, StoredEvent } from "./event.ts";
import type { Claim, NewMessage } from "./queue.ts";

export interface StreamAppend {
  readonly streamId: string;
  /** The version the writer has seen (0 = the stream must not exist), or "any" to append at its end. */
  readonly expectedVersion: number | "any";
  readonly events: readonly DomainEvent[];
}

/** One all-or-nothing change: events of one or more streams, messages they cause, a job they finish. */
export interface Commit {
  readonly streams: readonly StreamAppend[];
  readonly meta: Omit<EventMeta, "schemaVersion">;
  /** Asking twice is normal: a repeated id changes nothing and answers with the stored result. */
  readonly commandId?: string;
  /** Kept beside `commandId` for the repeat; JSON. Must hold no personal data and no secret. */
  readonly result?: unknown;
  readonly messages?: readonly NewMessage[];
  /** The claimed message this commit finishes; the commit conflicts with "claim" when the claim was lost. */
  readonly settles?: Claim;
  /** Keeps the settled message among the dead, for a person to look at, instead of dropping it as done. */
  readonly buries?: { readonly status: "failed" | "unknown"; readonly error: string };
}

/** `position` is the newest position of the log right after the commit, also when it had no events. */
export type AppendResult =
  | { readonly appended: readonly StoredEvent[]; readonly position: number }
  | { readonly repeated: unknown }
  | { readonly conflict: string };

export interface Head {
  /** Position of the newest event, 0 when empty. */
  readonly position: number;
  /** Hash of the newest event, 64 zeros when empty. */
  readonly hash: string;
}

export interface EventLog {
  /** Resolves once durable. A conflict (streamId whose version moved, or "claim") is a value; outages throw. */
  append(commit: Commit): Promise<AppendResult>;
  /** Events of one stream in order; versions are inclusive. */
  readStream(streamId: string, range?: { from?: number; to?: number }): Promise<StoredEvent[]>;
  /** All events after a position (exclusive) in commit order, or before it (exclusive) when `backwards`. */
  readAll(range: { after: number } | { before: number; backwards: true }): AsyncIterable<StoredEvent>;
  /** As `readAll`, then waits for new events until the signal aborts: none lost, none repeated. */
  tail(range: { after: number; signal: AbortSignal }): AsyncIterable<StoredEvent>;
  head(): Promise<Head>;
  /** The stored result of a command that was appended before; null when its id is new. */
  findResult(commandId: string): Promise<{ readonly result: unknown } | null>;
}
