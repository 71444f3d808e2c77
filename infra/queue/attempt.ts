// One attempt at one message: run the handler under a renewed lease, then record what came of it in one commit.
import type { Commit, EventLog } from "../../domain/shared/event_log.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Claim, QueuedMessage } from "../../domain/shared/queue.ts";
import type { Logger } from "../logger.ts";
import { backoffMs } from "./backoff.ts";
import { type Effects, type Handler, NOTHING, type Outcome } from "./handler.ts";
import type { Held, KvQueue } from "./kv_queue.ts";

export interface AttemptDeps {
  readonly queue: KvQueue;
  readonly log: Pick<EventLog, "append">;
  readonly clock: Clock;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  readonly logger: Logger;
  /** Aborts when the worker stops: who has not begun to send need not wait for leave to. */
  readonly stopping?: AbortSignal;
}

/** Renewals per lease: two may fail before it ends. */
const RENEWALS = 3;

type Ending = Outcome | { readonly unknown: string } | { readonly threw: string };

/**
 * True when the message has left the queue, false when it waits there for another attempt or nobody knows.
 * Never throws: what could not be recorded is logged, and found again when the lease ends.
 */
export async function attempt(deps: AttemptDeps, handler: Handler, claim: Held): Promise<boolean> {
  const { message } = claim;
  const over = new AbortController();
  const heartbeat = setInterval(() => renew(deps, handler, claim, over), handler.leaseMs / RENEWALS);
  try {
    const ending = claim.startedBefore && handler.lostClaim === "unknown"
      ? { unknown: "The worker died before it knew the outcome" }
      : claim.failures >= handler.maxAttempts
      ? failedForGood(handler, message, message.lastError ?? "The worker died in every attempt")
      : await run(deps, handler, claim, over);
    return await record(deps, handler, claim, ending);
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
    const text = error instanceof Error ? error.message : String(error);
    deps.logger.warn("queue handler threw", { ...about(message), error });
    if (started && handler.lostClaim === "unknown") return { unknown: text };
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

async function record(deps: AttemptDeps, handler: Handler, claim: Held, ending: Ending): Promise<boolean> {
  const { message } = claim;
  if ("settled" in ending) return true;
  if ("retryAt" in ending) return await giveBack(deps, claim, ending.retryAt, ending.error, false);
  if ("threw" in ending) {
    const dueAt = deps.clock() + backoffMs(claim.failures + 1, deps.random());
    return await giveBack(deps, claim, dueAt, ending.threw, true);
  }
  if ("done" in ending) return await settle(deps, claim, ending.done);
  if ("failed" in ending) {
    deps.logger.error("queue message failed", { ...about(message), error: ending.failed });
    const effects = ending.effects ?? NOTHING;
    return await settle(deps, claim, effects, { status: "failed", error: ending.failed });
  }
  deps.logger.error("queue outcome unknown", { ...about(message), error: ending.unknown });
  const effects = handler.onUnknown?.(message, ending.unknown) ?? NOTHING;
  return await settle(deps, claim, effects, { status: "unknown", error: ending.unknown });
}

async function giveBack(
  deps: AttemptDeps,
  claim: Claim,
  dueAt: number,
  error: string,
  failure: boolean,
): Promise<false> {
  if (!await deps.queue.retry(claim, dueAt, error, failure)) warnLost(deps, claim);
  return false;
}

/** A conflict of versions is a bug of the handler (append with "any", or decide again): the message is kept as dead. */
async function settle(
  deps: AttemptDeps,
  claim: Claim,
  effects: Effects,
  buries?: Commit["buries"],
): Promise<boolean> {
  const { message } = claim;
  const meta = effects.meta ?? {
    at: new Date(deps.clock()).toISOString(),
    actor: SYSTEM,
    correlationId: message.correlationId,
    causationId: message.id,
  };
  const bare = { streams: [], meta, settles: claim, ...(buries && { buries }) };
  let result = await deps.log.append({ ...bare, ...effects, streams: effects.streams ?? [], meta });
  if ("repeated" in result) result = await deps.log.append(bare);
  if (!("conflict" in result)) return true;
  if (result.conflict !== "claim") {
    const error = `Cannot record the outcome: stream "${result.conflict}" has moved on`;
    if (await deps.queue.bury(claim, error)) return true;
  }
  warnLost(deps, claim);
  return false;
}

function warnLost({ logger }: AttemptDeps, { message }: Claim): void {
  logger.warn("queue claim lost", about(message));
}

function about({ id, kind, attempt }: QueuedMessage) {
  return { messageId: id, kind, attempt };
}
