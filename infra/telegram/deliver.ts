// Sends queued messages: composed at the last moment, within Telegram's limits, each outcome kept as an event.
import type { Api } from "grammy";
import { type MessageKind, messageKinds } from "../../domain/messages/kinds.ts";
import { chatStream, type MessageEvent } from "../../domain/messages/events.ts";
import { parseResponseId, responseStream } from "../../domain/responses/commands.ts";
import type { ResponseDelivered } from "../../domain/responses/events.ts";
import type { StreamAppend } from "../../domain/shared/event_log.ts";
import type { Clock } from "../../domain/shared/ports.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import { backoffMs } from "../queue/backoff.ts";
import type { Effects, Handler, HandlerContext, Outcome } from "../queue/handler.ts";
import { type BotOutcome, callBot } from "./bot_api.ts";
import type { createComposers } from "./compose.ts";
import type { SendingLimits } from "./limits.ts";

export interface DeliverDeps {
  readonly api: Api;
  readonly composers: ReturnType<typeof createComposers>;
  readonly limits: SendingLimits;
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

/** One handler per kind of message. */
export function createDeliveries(deps: DeliverDeps): Handler[] {
  return messageKinds.map((kind) => ({
    kind,
    leaseMs: LEASE,
    maxAttempts: 5,
    lostClaim: "unknown",
    run: (message, context) => deliver(deps, kind, message, context),
    onFailed: (message, error) =>
      about(message, { type: "MessageFailed", data: { ...idOf(message), error } }),
    onUnknown: (message, error) => {
      deps.count(kind, "unknown");
      return about(message, { type: "MessageOutcomeUnknown", data: { ...idOf(message), error } });
    },
  }));
}

async function deliver(
  deps: DeliverDeps,
  kind: MessageKind,
  message: QueuedMessage,
  context: HandlerContext,
): Promise<Outcome> {
  const { chatId } = idOf(message);
  await deps.caughtUp();
  const call = await deps.composers[kind](chatId, message.data);
  if (!call) return { done: {} };
  await deps.limits.acquire(chatId, context.signal);
  await context.sending();
  const outcome = await callBot(deps.api, call);
  deps.count(kind, Object.keys(outcome)[0]!);
  return settle(deps, message, outcome);
}

function settle(deps: DeliverDeps, message: QueuedMessage, outcome: BotOutcome): Outcome {
  const identity = idOf(message);
  if ("done" in outcome) return { done: sent(message, outcome.done.messageId) };
  if ("refused" in outcome) {
    const { refused: error } = outcome;
    return {
      failed: error,
      effects: about(message, { type: "MessageFailed", data: { ...identity, error } }),
    };
  }
  if ("slowDown" in outcome) {
    const retryAt = deps.clock() + outcome.slowDown * 1000;
    deps.limits.pause(identity.chatId, retryAt);
    return { retryAt, error: `429 retry after ${outcome.slowDown} s` };
  }
  if ("failed" in outcome) {
    return {
      retryAt: deps.clock() + Math.min(backoffMs(message.attempt, deps.random()), LONGEST_PAUSE),
      error: outcome.failed,
    };
  }
  // The queue keeps what was started and never finished as unknown: nobody sends it again unasked.
  throw new Error(outcome.unknown);
}

/** What is known once Telegram has the message: that it was sent, and for a response that it was delivered. */
function sent(message: QueuedMessage, telegramMessageId: number | undefined): Effects {
  const identity = idOf(message);
  const event: MessageEvent = {
    type: "MessageSent",
    data: {
      ...identity,
      attempts: message.attempt,
      ...(telegramMessageId !== undefined && { telegramMessageId }),
    },
  };
  const ref = parseResponseId(String(message.data["responseId"]));
  if (message.kind !== "dispatcher_new_response" || !ref || telegramMessageId === undefined) {
    return about(message, event);
  }
  const data = { ...ref, chatId: identity.chatId, messageId: telegramMessageId };
  const delivered: ResponseDelivered = { type: "ResponseDelivered", data };
  return {
    streams: [...streamsOf(message, event), {
      streamId: responseStream(ref),
      expectedVersion: "any",
      events: [delivered],
    }],
  };
}

function about(message: QueuedMessage, event: MessageEvent): Effects {
  return { streams: streamsOf(message, event) };
}

function streamsOf(message: QueuedMessage, event: MessageEvent): StreamAppend[] {
  return [{ streamId: chatStream(idOf(message).chatId), expectedVersion: "any", events: [event] }];
}

function idOf({ id, kind, data }: QueuedMessage) {
  return { messageId: id, kind, chatId: String(data["chatId"]) };
}
