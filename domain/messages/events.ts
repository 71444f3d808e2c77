// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";

const about = { messageId: z.string(), kind: z.string(), chatId: z.string() };

/** `telegramMessageId` is absent for edits and other calls that make no message. */
export const MessageSent = event("MessageSent", { ...about, telegramMessageId: z.number().int().optional() });
export type MessageSent = z.infer<typeof MessageSent>;

export const MessageFailed = event("MessageFailed", { ...about, error: z.string() });
export type MessageFailed = z.infer<typeof MessageFailed>;

/** The process died, or the line broke, between sending and knowing: it may or may not have arrived. */
export const MessageOutcomeUnknown = event("MessageOutcomeUnknown", {
  ...about,
  error: z.string().optional(),
});
export type MessageOutcomeUnknown = z.infer<typeof MessageOutcomeUnknown>;

export const messageEvents = [MessageSent, MessageFailed, MessageOutcomeUnknown] as const;
export type MessageEvent = z.infer<typeof messageEvents[number]>;

export function chatStream(chatId: string): string {
  return `chat-${chatId}`;
}
