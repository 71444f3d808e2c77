// Whether the history of the product is still what was written, and who vouches for it.
import type { Head } from "./shared/event_log.ts";

export interface Verification {
  readonly ok: boolean;
  /** How many events were read, the bad one included. */
  readonly events: number;
  readonly head: Head;
  /** The first position where an event is missing, altered, out of order, or has a copy that says something else. */
  readonly firstBad?: number;
  /** What is wrong there, in words for an operator. */
  readonly problem?: string;
}

/** A head of the log under the deployment's signature: kept elsewhere, it shows a history that was written anew. */
export interface SignedHead extends Head {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Lower-case hex HMAC-SHA256 under SECRET_KEY. */
  readonly signature: string;
}

/** `signedHead` is null before the first. */
export type Verified = Verification & { readonly signedHead: SignedHead | null };

export interface CheckProgress {
  /** Whether all is well is found out first; only when it is not, where the first fault is. */
  readonly phase: "proving" | "locating";
  readonly checked: number;
  readonly total: number;
}

/** A check of the whole history by this process. */
export type Check =
  | { readonly status: "running" } & CheckProgress
  /** `at` is when it began, ISO 8601 UTC. */
  | { readonly status: "done"; readonly at: string; readonly result: Verified }
  | { readonly status: "called_off" }
  | { readonly status: "failed"; readonly error: string };

export interface Integrity {
  /** Reads and checks everything; who asks meanwhile gets the same answer. Begins anew when it is called off. */
  verify(): Promise<Verified>;
  /** Begins a check unless one is under way. */
  start(): void;
  /** Resolves when no check is under way any more. */
  callOff(): Promise<void>;
  /** Null before the first. */
  newest(): Check | null;
  /** The newest check whenever it has moved; ends with it, or when the signal aborts, or when there is none. */
  progress(signal: AbortSignal): AsyncIterable<Check>;
  /** Calls off what is under way; nothing begins any more. */
  stop(): Promise<void>;
}
