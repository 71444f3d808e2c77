// Records what came of an attempt, in the commit that takes the message from the queue or gives it back.
import type { Commit, EventLog } from "../../domain/shared/event_log.ts";
import { SYSTEM } from "../../domain/shared/event.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { Claim, QueuedMessage } from "../../domain/shared/queue.ts";
import type { Logger } from "../logger.ts";
import { backoffMs } from "./backoff.ts";
import type { Held } from "./claims.ts";
import { type Effects, type Handler, NOTHING, type Outcome } from "./handler.ts";
import type { KvQueue } from "./kv_queue.ts";

export interface RecordDeps {
  readonly queue: Pick<KvQueue, "retry" | "bury">;
  readonly log: Pick<EventLog, "append">;
  readonly clock: Clock;
  /** From 0 to 1, for waiting times. */
  readonly random: () => number;
  readonly logger: Logger;
  /** Told of a message that will not be tried again by itself. */
  readonly onGivenUp?: (message: QueuedMessage, error: string) => void;
}

/** What a handler said, or what became of it instead. */
export type Ending =
  | Outcome
  | { readonly unknown: string }
  | { readonly threw: string }
  | { readonly unrecordable: string };

/** True when the message has left the queue. */
export async function recordEnding(
  deps: RecordDeps,
  handler: Handler,
  claim: Held,
  ending: Ending,
): Promise<boolean> {
  const { message } = claim;
  if ("settled" in ending) return true;
  if ("retryAt" in ending) return await giveBack(deps, claim, ending.retryAt, ending.error, false);
  if ("threw" in ending) {
    const dueAt = deps.clock() + backoffMs(claim.failures + 1, deps.random());
    return await giveBack(deps, claim, dueAt, ending.threw, true);
  }
  if ("done" in ending) return await settle(deps, claim, ending.done);
  if ("unrecordable" in ending) return await buryBare(deps, claim, ending.unrecordable);
  if ("failed" in ending) {
    tellGivenUp(deps, message, ending.failed);
    const effects = ending.effects ?? NOTHING;
    return await settle(deps, claim, effects, { status: "failed", error: ending.failed });
  }
  deps.logger.error("queue outcome unknown", { ...about(message), error: ending.unknown });
  const effects = handler.onUnknown?.(message, ending.unknown) ?? NOTHING;
  return await settle(deps, claim, effects, { status: "unknown", error: ending.unknown });
}

async function giveBack(
  deps: RecordDeps,
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
  deps: RecordDeps,
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
    return await buryBare(deps, claim, `Cannot record the outcome: stream "${result.conflict}" has moved on`);
  }
  warnLost(deps, claim);
  return false;
}

/** Without the events that would say so. */
async function buryBare(deps: RecordDeps, claim: Claim, error: string): Promise<boolean> {
  const isBuried = await deps.queue.bury(claim, error);
  if (isBuried) tellGivenUp(deps, claim.message, error);
  else warnLost(deps, claim);
  return isBuried;
}

function tellGivenUp({ logger, onGivenUp }: RecordDeps, message: QueuedMessage, error: string): void {
  logger.error("queue message failed", { ...about(message), error });
  onGivenUp?.(message, error);
}

function warnLost({ logger }: RecordDeps, { message }: Claim): void {
  logger.warn("queue claim lost", about(message));
}

/** What names a message in the log. */
export function about({ id, kind, attempt }: QueuedMessage) {
  return { messageId: id, kind, attempt };
}
