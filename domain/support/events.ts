// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";
import { personal } from "../shared/personal.ts";

/**
 * Something a driver told the bot that is no command: for the people of support. `messageId` is Telegram's, `content`
 * what kind of message it is ("text", "photo", "voice" …); `fileId` is Telegram's name of the picture, sound or file.
 */
export const SupportMessageReceived = event("SupportMessageReceived", {
  driverId: z.number().int(),
  messageId: z.number().int(),
  content: z.string(),
  text: personal().optional(),
  fileId: personal().optional(),
});
export type SupportMessageReceived = z.infer<typeof SupportMessageReceived>;

export const supportEvents = [SupportMessageReceived] as const;

export function supportStream(driverId: number): string {
  return `support-${driverId}`;
}
