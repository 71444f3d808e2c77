// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";

const about = { messageId: z.string(), kind: z.string(), chatId: z.string() };

/** `telegramMessageId` is absent for edits and other calls that make no message. */
export const MessageSent = event("MessageSent", {
  ...about,
  telegramMessageId: z.number().int().optional(),
  /** How many times it was tried, this time included. */
  attempts: z.number().int().positive().optional(),
});
export type MessageSent = z.infer<typeof MessageSent>;

export const MessageFailed = event("MessageFailed", { ...about, error: z.string() });
export type MessageFailed = z.infer<typeof MessageFailed>;

/** The process died, or the line broke, between sending and knowing: it may or may not have arrived. */
export const MessageOutcomeUnknown = event("MessageOutcomeUnknown", {
  ...about,
  error: z.string().optional(),
});
export type MessageOutcomeUnknown = z.infer<typeof MessageOutcomeUnknown>;

/** Somebody asked for a message that had failed, or may have arrived, to be sent again. */
export const MessageRetried = event("MessageRetried", about);
export type MessageRetried = z.infer<typeof MessageRetried>;

/**
 * A message is not to be sent: somebody decided so, or, with a reason, we did. `forgotten`: the driver it is for or
 * about was forgotten before it left. `unreachable`: the driver it is for is known to have no chat with the bot.
 */
export const MessageCancelled = event("MessageCancelled", {
  ...about,
  reason: z.enum(["forgotten", "unreachable"]).optional(),
});
export type MessageCancelled = z.infer<typeof MessageCancelled>;

/** The dispatchers' group became a supergroup, which has another id. */
export const DispatchChatMoved = event("DispatchChatMoved", { from: z.string(), to: z.string() });
export type DispatchChatMoved = z.infer<typeof DispatchChatMoved>;

export const messageEvents = [
  MessageSent,
  MessageFailed,
  MessageOutcomeUnknown,
  MessageRetried,
  MessageCancelled,
  DispatchChatMoved,
] as const;
export type MessageEvent = z.infer<typeof messageEvents[number]>;

export function chatStream(chatId: string): string {
  return `chat-${chatId}`;
}

/** `chatId` is the one that is configured. */
export function dispatchChatStream(chatId: string): string {
  return `dispatch-chat-${chatId}`;
}
