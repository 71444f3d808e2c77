// Sends queued messages: composed at the last moment, within Telegram's limits, each outcome kept as an event.
import type { Api } from "grammy";
import { isForDispatchers, type MessageKind, messageKinds, messageTo } from "../../domain/messages/kinds.ts";
import { chatStream, type MessageEvent } from "../../domain/messages/events.ts";
import { parseResponseId } from "../../domain/responses/commands.ts";
import type { StreamAppend } from "../../domain/shared/event_log.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import { backoffMs } from "../queue/backoff.ts";
import type { Effects, Handler, HandlerContext, Outcome } from "../queue/handler.ts";
import { type BotCall, type BotOutcome, callBot } from "./bot_api.ts";
import type { createComposers } from "./compose.ts";
import type { DispatchChat } from "./dispatch_chat.ts";
import type { SendingLimits } from "./limits.ts";
import { responseDelivered } from "./response_delivered.ts";

export interface DeliverDeps {
  readonly api: Api;
  readonly composers: ReturnType<typeof createComposers>;
  readonly limits: SendingLimits;
  readonly dispatchChat: DispatchChat;
  /** Resolves when every view has what is committed by now, so that messages say what is true. */
  readonly caughtUp: () => Promise<void>;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly count: (kind: string, outcome: string) => void;
}

const LEASE = 15_000;
/** However long Telegram is away, it is tried again this soon, milliseconds. */
const LONGEST_PAUSE = 30_000;
/** How soon the operators' mending of the dispatchers' chat is noticed at the latest, milliseconds. */
const LONGEST_PAUSE_OF_CHAT = 60_000;

/** What a message is and where it goes. */
interface Delivery {
  readonly kind: MessageKind;
  readonly chatId: string;
  readonly message: QueuedMessage;
}

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
  await deps.caughtUp();
  const call = await deps.composers[kind](chatId, message.data);
  if (!call) return { done: {} };
  await deps.limits.acquire(chatId, context.signal);
  await context.sending();
  const outcome = await callBot(deps.api, call);
  deps.count(kind, Object.keys(outcome)[0]!);
  return settle(deps, delivery, call, outcome);
}

function settle(deps: DeliverDeps, delivery: Delivery, call: BotCall, outcome: BotOutcome): Outcome {
  const { chatId, kind } = delivery;
  const retryIn = (ms: number, error: string) => ({ retryAt: deps.clock() + ms, error });
  const pause = (longest: number) => Math.min(backoffMs(delivery.message.attempt, deps.random()), longest);
  if ("done" in outcome) {
    if (isForDispatchers(kind)) deps.dispatchChat.answered();
    return { done: sent(delivery, call, outcome.done.messageId) };
  }
  if ("unreachable" in outcome && isForDispatchers(kind)) {
    // No message to the dispatchers is lost: it waits until the operators have mended their chat.
    deps.dispatchChat.unreachable(outcome.unreachable, outcome.movedTo);
    return retryIn(pause(LONGEST_PAUSE_OF_CHAT), outcome.unreachable);
  }
  if ("gone" in outcome) return { done: sendAnew(delivery, outcome.gone) };
  if ("refused" in outcome || "unreachable" in outcome) {
    const error = "refused" in outcome ? outcome.refused : outcome.unreachable;
    if (isForDispatchers(kind)) deps.dispatchChat.lost(delivery.message.id, error);
    return { failed: error, effects: failed(delivery, error) };
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

/** What is known once Telegram has the message: that it was sent, and for a response that it was delivered. */
function sent(delivery: Delivery, { method }: BotCall, telegramMessageId: number | undefined): Effects {
  const { kind, chatId, message } = delivery;
  const streams = streamsOf(delivery, {
    type: "MessageSent",
    data: {
      ...identityOf(delivery),
      attempts: message.attempt,
      ...(telegramMessageId !== undefined && { telegramMessageId }),
    },
  });
  const ref = parseResponseId(String(message.data["responseId"]));
  const isNew = method === "sendMessage" && isForDispatchers(kind);
  if (!isNew || !ref || telegramMessageId === undefined) return { streams };
  return { streams: [...streams, responseDelivered(ref, { chatId, messageId: telegramMessageId })] };
}

/** The dispatchers deleted the message that was to be edited: they get another, which says what is true by then. */
function sendAnew(delivery: Delivery, error: string): Effects {
  const { chatId, message: { id, data: { responseId } } } = delivery;
  const anew = messageTo(chatId, "dispatcher_new_response", `${responseId}:instead of:${id}`, { responseId });
  return { ...failed(delivery, error), messages: [anew] };
}

function failed(delivery: Delivery, error: string): Effects {
  return about(delivery, { type: "MessageFailed", data: { ...identityOf(delivery), error } });
}

function about(delivery: Delivery, event: MessageEvent): Effects {
  return { streams: streamsOf(delivery, event) };
}

function streamsOf({ chatId }: Delivery, event: MessageEvent): StreamAppend[] {
  return [{ streamId: chatStream(chatId), expectedVersion: "any", events: [event] }];
}

function identityOf({ kind, chatId, message }: Delivery) {
  return { messageId: message.id, kind, chatId };
}
