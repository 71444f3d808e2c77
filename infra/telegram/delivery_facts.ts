// What is written down of a message once its fate is known: that it was sent, and what that means, or that it was not.
import { chatStream, type MessageEvent } from "../../domain/messages/events.ts";
import { isForDispatchers, type MessageKind, messageTo } from "../../domain/messages/kinds.ts";
import type { Reactions } from "../../domain/processes/mod.ts";
import { parseResponseId } from "../../domain/responses/commands.ts";
import type { StreamAppend } from "../../domain/shared/event_log.ts";
import type { QueuedMessage } from "../../domain/shared/queue.ts";
import type { Effects } from "../queue/handler.ts";
import type { BotCall } from "./bot_api.ts";
import { responseDelivered } from "./response_delivered.ts";

/** What a message is and where it goes. */
export interface Delivery {
  readonly kind: MessageKind;
  readonly chatId: string;
  readonly message: QueuedMessage;
}

/** What is known once Telegram has the message: that it was sent, and for a response that it was delivered. */
export function sent(
  delivery: Delivery,
  { method }: BotCall,
  telegramMessageId: number | undefined,
  reactions: Reactions,
): Effects {
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
  const isNew = method === "sendMessage" && CARRIES_RESPONSE.has(kind);
  if (!isNew || !ref || telegramMessageId === undefined) return { streams };
  const delivered = responseDelivered(ref, { chatId, messageId: telegramMessageId });
  return { streams: [...streams, delivered], messages: delivered.events.flatMap(reactions) };
}

/** Messages by which the dispatchers have a response; an edit of one is sent anew where it cannot be made. */
const CARRIES_RESPONSE = new Set<MessageKind>(["dispatcher_new_response", "dispatcher_response_changed"]);

/**
 * Whoever had it deleted the message that was to be edited: they get another, which says what is true by then. A load a
 * driver has dealt with is worth no other message.
 */
export function sendAnew({ kind, ...delivery }: Delivery, error: string): Effects {
  if (kind === "driver_load_pressed") return failed({ kind, ...delivery }, error);
  const { chatId, message: { id, data: { responseId } } } = delivery;
  const instead = isForDispatchers(kind) ? "dispatcher_new_response" : "driver_response_sent";
  const anew = messageTo(chatId, instead, `${responseId}:instead of:${id}`, { responseId });
  return { ...failed({ kind, ...delivery }, error), messages: [anew] };
}

export function also(effects: Effects, streams: readonly StreamAppend[]): Effects {
  return { ...effects, streams: [...effects.streams ?? [], ...streams] };
}

export function failed(delivery: Delivery, error: string): Effects {
  return about(delivery, { type: "MessageFailed", data: { ...identityOf(delivery), error } });
}

export function about(delivery: Delivery, event: MessageEvent): Effects {
  return { streams: streamsOf(delivery, event) };
}

function streamsOf({ chatId }: Delivery, event: MessageEvent): StreamAppend[] {
  return [{ streamId: chatStream(chatId), expectedVersion: "any", events: [event] }];
}

export function identityOf({ kind, chatId, message }: Delivery) {
  return { messageId: message.id, kind, chatId };
}
