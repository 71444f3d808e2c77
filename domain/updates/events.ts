// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";
import { personal } from "../shared/personal.ts";

/**
 * What Telegram told the bot. `driverId` is the sender; `update` is Telegram's JSON without what it quotes, sealed:
 * people's words are in it. Null when it was too large to be kept.
 */
export const TelegramUpdateReceived = event("TelegramUpdateReceived", {
  updateId: z.number().int(),
  kind: z.string(),
  driverId: z.number().int(),
  update: personal(),
});
export type TelegramUpdateReceived = z.infer<typeof TelegramUpdateReceived>;

export const updateEvents = [TelegramUpdateReceived] as const;

/** One stream a day (UTC), so that no stream grows without end. */
export function updateStream(at: number): string {
  return `telegram-update-${new Date(at).toISOString().slice(0, 10)}`;
}
