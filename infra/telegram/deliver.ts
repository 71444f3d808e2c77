// Sends queued messages: composed at the last moment, within Telegram's limits, each outcome kept as an event.
import type { Api } from "grammy";
import { isForDispatchers, type MessageKind, messageKinds } from "../../domain/messages/kinds.ts";
import type { Reactions } from "../../domain/processes/mod.ts";
import type { Reachability } from "../../domain/reachability/mod.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { NewMessage, QueuedMessage } from "../../domain/shared/queue.ts";
import { backoffMs } from "../queue/backoff.ts";
import type { Handler, HandlerContext, Outcome } from "../queue/handler.ts";
import type { BotAccess } from "./bot_access.ts";
import { type BotCall, type BotOutcome, callBot } from "./bot_api.ts";
import { about, also, type Delivery, failed, identityOf, sendAnew, sent } from "./delivery_facts.ts";
import type { DispatchChat } from "./dispatch_chat.ts";
import type { Composers } from "./hold_back.ts";
import type { SendingLimits } from "./limits.ts";

export interface DeliverDeps {
  readonly api: Api;
  readonly composers: Composers;
  readonly access: BotAccess;
  readonly limits: SendingLimits;
  readonly dispatchChat: DispatchChat;
  readonly reachability: Pick<Reachability, "lost" | "found">;
  readonly reactions: Reactions;
  /** Runs work that reads no view which lacks what is committed by now, so that messages say what is true. */
  readonly asOfNow: <T>(work: () => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly count: (kind: string, outcome: string) => void;
  /** Told of a message about new loads at Telegram: milliseconds since the look that did not show them yet. */
  readonly onAlertSent: (afterMs: number) => void;
}

const LEASE = 15_000;
/** However long Telegram is away, it is tried again this soon, milliseconds. */
const LONGEST_PAUSE = 30_000;
/** How soon the operators' mending of the dispatchers' chat is noticed at the latest, milliseconds. */
const LONGEST_PAUSE_OF_CHAT = 60_000;

/** One handler per kind of message. */
export function createDeliveries(deps: DeliverDeps): Handler[] {
  return messageKinds.map((kind) => ({
    kind,
    leaseMs: LEASE,
    maxAttempts: 5,
    lostClaim: "unknown",
    run: (message, context) => deliver(deps, deliveryOf(deps, kind, message), context),
    onFailed: (message, error) => failed(deliveryOf(deps, kind, message), error),
    onUnknown(message, error) {
      deps.count(kind, "unknown");
      const delivery = deliveryOf(deps, kind, message);
      return about(delivery, { type: "MessageOutcomeUnknown", data: { ...identityOf(delivery), error } });
    },
  }));
}

function deliveryOf({ dispatchChat }: DeliverDeps, kind: MessageKind, message: QueuedMessage): Delivery {
  // The operators may have set another chat since the message was queued.
  const chatId = isForDispatchers(kind) ? dispatchChat.id : String(message.data["chatId"]);
  return { kind, chatId, message };
}

async function deliver(deps: DeliverDeps, delivery: Delivery, context: HandlerContext): Promise<Outcome> {
  const { kind, chatId, message } = delivery;
  const call = await deps.asOfNow(() => deps.composers[kind](chatId, message.data));
  if (!call) return { done: {} };
  if ("cancelled" in call) {
    const data = { ...identityOf(delivery), reason: call.cancelled };
    return { done: about(delivery, { type: "MessageCancelled", data }) };
  }
  if ("heldUntil" in call) return { done: { messages: [putOff(message, call.heldUntil)] } };
  const closed = deps.access.closedUntil();
  if (closed > 0) return { retryAt: closed, error: "Telegram does not know the bot" };
  const leave = await deps.limits.acquire(chatId, context.signal);
  await context.sending();
  leave();
  const outcome = await callBot(deps.api, call);
  deps.count(kind, Object.keys(outcome)[0]!);
  const { since } = message.data;
  if ("done" in outcome && typeof since === "string") deps.onAlertSent(deps.clock() - Date.parse(since));
  return await settle(deps, delivery, call, outcome);
}

/** The same again later, out of the way of what comes meanwhile: one that waits for a retry would keep it waiting. */
function putOff({ id, kind, lane, data }: QueuedMessage, dueAt: number): NewMessage {
  // How soon it left is no measure of us any more.
  const { since: _, ...about } = data;
  return { id: `${id}@${dueAt}`, kind, lane, data: about, dueAt };
}

async function settle(
  deps: DeliverDeps,
  delivery: Delivery,
  call: BotCall,
  outcome: BotOutcome,
): Promise<Outcome> {
  const { chatId, kind } = delivery;
  const retryIn = (ms: number, error: string) => ({ retryAt: deps.clock() + ms, error });
  const pause = (longest: number) => Math.min(backoffMs(delivery.message.attempt, deps.random()), longest);
  if ("unauthorized" in outcome) {
    return { retryAt: deps.access.refused(outcome.unauthorized), error: outcome.unauthorized };
  }
  if (!("failed" in outcome) && !("unknown" in outcome)) deps.access.accepted();
  if ("done" in outcome) {
    if (isForDispatchers(kind)) deps.dispatchChat.answered();
    const found = await deps.reachability.found(chatId);
    return { done: also(sent(delivery, call, outcome.done.messageId, deps.reactions), found) };
  }
  if ("unreachable" in outcome && isForDispatchers(kind)) {
    if (outcome.movedTo !== undefined) {
      await deps.dispatchChat.follow(outcome.movedTo);
      return retryIn(0, outcome.unreachable);
    }
    // No message to the dispatchers is lost: it waits until the operators have mended their chat.
    deps.dispatchChat.unreachable(outcome.unreachable);
    return retryIn(pause(LONGEST_PAUSE_OF_CHAT), outcome.unreachable);
  }
  if ("gone" in outcome) return { done: sendAnew(delivery, outcome.gone) };
  if ("refused" in outcome || "unreachable" in outcome) {
    const error = "refused" in outcome ? outcome.refused : outcome.unreachable;
    if (isForDispatchers(kind)) deps.dispatchChat.lost(delivery.message.id, error);
    const reason = /^403 /.test(error) ? "blocked" : "no_chat";
    const lost = "unreachable" in outcome ? await deps.reachability.lost(chatId, reason) : [];
    return { failed: error, effects: also(failed(delivery, error), lost) };
  }
  if ("slowDown" in outcome) {
    const silence = outcome.slowDown * 1000;
    deps.limits.pause(chatId, deps.clock() + silence);
    return retryIn(silence, `429 retry after ${outcome.slowDown} s`);
  }
  if ("failed" in outcome) return retryIn(pause(LONGEST_PAUSE), outcome.failed);
  // The queue keeps what was started and never finished as unknown: nobody sends it again unasked.
  throw new Error(outcome.unknown);
}
