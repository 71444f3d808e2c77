// What a handler of queued messages looks like to the worker.
import type { Commit } from "../../domain/shared/event_log.ts";
import type { Claim, QueuedMessage } from "../../domain/shared/queue.ts";

/** What is appended when the message is finished; the worker adds the settling, and `meta` when it is left out. */
export type Effects = Partial<Pick<Commit, "streams" | "messages" | "commandId" | "result" | "meta">>;

export const NOTHING: Effects = {};

export type Outcome =
  /** Finished; `done` is appended in the commit that removes the message. */
  | { readonly done: Effects }
  /** Finished already: the handler's own commit had `settles: context.claim`. */
  | { readonly settled: true }
  /**
   * Surely not done: try again at `retryAt` (UTC ms) without counting against `maxAttempts`. Whoever asks for more than
   * an hour is asked again every hour.
   */
  | { readonly retryAt: number; readonly error: string }
  /** Will never succeed: kept among the dead, with the events that say so. */
  | { readonly failed: string; readonly effects?: Effects };

export interface HandlerContext {
  /** To finish the message in the handler's own commit (`Origin.settles`); answer `settled` then. */
  readonly claim: Claim;
  /**
   * Durably notes that the outside world may be touched from here on. Await it just before an outside call that must
   * not be repeated unasked. Throws when the claim is lost, for then another worker has the message, and when the worker
   * stops: do nothing then.
   */
  sending(): Promise<void>;
  /**
   * Aborts when the claim is lost, and when the worker stops before `sending()`. Throwing its reason then gives the
   * message back as it was, for the next worker.
   */
  readonly signal: AbortSignal;
}

/** Handlers that share a room share its places: who finds none waits in the queue as it is, at no cost. */
export interface Room {
  readonly places: number;
}

export interface Handler {
  readonly kind: string;
  /** Bounds how many of its messages are in flight at once; the worker's own bound holds anyway. */
  readonly room?: Room;
  /** A message whose worker died is noticed after this long; renewed while the handler runs. */
  readonly leaseMs: number;
  /** After so many attempts that threw, the message is dead. */
  readonly maxAttempts: number;
  /**
   * What to make of an attempt that ended without an outcome after `sending()`: because the process died, or because
   * the handler threw. "retry": do it again. "unknown": never again unasked; `onUnknown` says what to record.
   */
  readonly lostClaim: "retry" | "unknown";
  run(message: QueuedMessage, context: HandlerContext): Promise<Outcome>;
  /** Effects appended when the last attempt threw. */
  onFailed?(message: QueuedMessage, error: string): Effects;
  /** Effects appended when it may or may not have been done. */
  onUnknown?(message: QueuedMessage, error: string): Effects;
}
