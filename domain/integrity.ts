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

export interface Integrity {
  /** Reads and checks everything; who asks meanwhile gets the same answer. `signedHead` is null before the first. */
  verify(): Promise<Verification & { readonly signedHead: SignedHead | null }>;
}
