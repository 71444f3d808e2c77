// One attempt at one message: runs the handler under a renewed lease.
import type { Claim, QueuedMessage } from "../../domain/shared/queue.ts";
import { isForGood, RowDamage } from "../projections/failures.ts";
import type { Held } from "./claims.ts";
import { type Handler, NOTHING, type Outcome } from "./handler.ts";
import type { KvQueue } from "./kv_queue.ts";
import { shortened } from "./message_record.ts";
import { about, type Ending, type RecordDeps, recordEnding } from "./record_ending.ts";

export interface AttemptDeps extends RecordDeps {
  readonly queue: KvQueue;
  /** Aborts when the worker stops: who has not begun to send need not wait for leave to. */
  readonly stopping?: AbortSignal;
}

/** How soon a message asks again for a view that has stopped, in milliseconds. */
const VIEW_PAUSE = 30_000;

/** Renewals per lease: two may fail before it ends. */
const RENEWALS = 3;

/** How often an end that could not be recorded is tried again after the last attempt: outages are over by then. */
const TRIES_TO_RECORD = 5;

/**
 * True when the message has left the queue, false when it waits there for another attempt or nobody knows.
 * Never throws: what could not be recorded is logged, and found again when the lease ends.
 */
export async function attempt(deps: AttemptDeps, handler: Handler, claim: Held): Promise<boolean> {
  const { message } = claim;
  const over = new AbortController();
  const heartbeat = setInterval(() => renew(deps, handler, claim, over), handler.leaseMs / RENEWALS);
  try {
    const ending = claim.failures >= handler.maxAttempts + TRIES_TO_RECORD
      ? { unrecordable: message.lastError ?? "Its end could not be recorded" }
      : claim.startedBefore && handler.lostClaim === "unknown"
      ? { unknown: "The worker died before it knew the outcome" }
      : claim.failures >= handler.maxAttempts
      ? failedForGood(handler, message, message.lastError ?? "The worker died in every attempt")
      : await run(deps, handler, claim, over);
    return await recordEnding(deps, handler, claim, ending);
  } catch (error) {
    deps.logger.error("queue outcome not recorded", { ...about(message), error });
    return false;
  } finally {
    clearInterval(heartbeat);
  }
}

async function renew({ queue, logger }: AttemptDeps, handler: Handler, claim: Claim, over: AbortController) {
  try {
    if (await queue.renew(claim, handler.leaseMs)) return;
    over.abort();
  } catch (error) {
    logger.warn("queue lease not renewed", { ...about(claim.message), error });
  }
}

async function run(deps: AttemptDeps, handler: Handler, claim: Held, over: AbortController): Promise<Ending> {
  const { message } = claim;
  const stopped = new Error("The worker stopped before it began");
  let begun = false;
  let started = false;
  const stop = () => {
    if (!begun) over.abort(stopped);
  };
  const sending = async () => {
    if (over.signal.reason === stopped) throw stopped;
    begun = true;
    if (!await deps.queue.start(claim)) {
      throw new Error(`Message "${message.id}" was taken by another worker`);
    }
    started = true;
  };
  deps.stopping?.addEventListener("abort", stop);
  if (deps.stopping?.aborted) stop();
  try {
    return await handler.run(message, { claim, sending, signal: over.signal });
  } catch (error) {
    if (error === stopped) return { retryAt: deps.clock(), error: stopped.message };
    const text = shortened(error instanceof Error ? error.message : String(error));
    deps.logger.warn("queue handler threw", { ...about(message), error });
    if (started && handler.lostClaim === "unknown") return { unknown: text };
    // The operators know, and nothing is wrong with the message: it is not used up until the view is mended. A damaged
    // row is told to nobody but by the message that fails over it.
    if (isForGood(error) && !(error instanceof RowDamage)) {
      return { retryAt: deps.clock() + VIEW_PAUSE, error: text };
    }
    return claim.failures + 1 >= handler.maxAttempts
      ? failedForGood(handler, message, text)
      : { threw: text };
  } finally {
    deps.stopping?.removeEventListener("abort", stop);
  }
}

function failedForGood(handler: Handler, message: QueuedMessage, error: string): Outcome {
  return { failed: error, effects: handler.onFailed?.(message, error) ?? NOTHING };
}
