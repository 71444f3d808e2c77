// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";

/** A driver wants whom to call about a load in the chat with the bot, where a number can be pressed. */
export const ContactsRequested = event("ContactsRequested", {
  driverId: z.number().int(),
  cargoId: z.string(),
  /** ISO 8601 UTC. */
  requestedAt: z.string().optional(),
});
export type ContactsRequested = z.infer<typeof ContactsRequested>;

export const contactEvents = [ContactsRequested] as const;
export type ContactEvent = ContactsRequested;
