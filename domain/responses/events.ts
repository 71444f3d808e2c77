// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { CargoSnapshot } from "../freight/cargo.ts";
import { event } from "../shared/event.ts";
import { Money } from "../shared/money.ts";
import { personal } from "../shared/personal.ts";

const about = { responseId: z.string(), driverId: z.number().int(), cargoId: z.string() };

export const CargoResponded = event("CargoResponded", {
  ...about,
  phone: personal(),
  name: personal(),
  comment: personal().optional(),
  offeredPrice: Money.optional(),
  cargo: CargoSnapshot,
});
export type CargoResponded = z.infer<typeof CargoResponded>;

/** The dispatchers' chat has the answer: `chatId` and `messageId` are Telegram's. */
export const ResponseDelivered = event("ResponseDelivered", {
  ...about,
  chatId: z.string(),
  messageId: z.number().int(),
});
export type ResponseDelivered = z.infer<typeof ResponseDelivered>;

/** A dispatcher took a look at it. */
export const ResponseSeen = event("ResponseSeen", about);
export type ResponseSeen = z.infer<typeof ResponseSeen>;

/** A dispatcher's words to the driver; `noteId` is unique among all notes. */
export const DispatcherNoted = event("DispatcherNoted", { ...about, noteId: z.string(), note: personal() });
export type DispatcherNoted = z.infer<typeof DispatcherNoted>;

export const ResponseAccepted = event("ResponseAccepted", about);
export type ResponseAccepted = z.infer<typeof ResponseAccepted>;

export const ResponseRejected = event("ResponseRejected", about);
export type ResponseRejected = z.infer<typeof ResponseRejected>;

export const ResponseCompleted = event("ResponseCompleted", about);
export type ResponseCompleted = z.infer<typeof ResponseCompleted>;

export const ResponseWithdrawn = event("ResponseWithdrawn", about);
export type ResponseWithdrawn = z.infer<typeof ResponseWithdrawn>;

export const CargoRated = event("CargoRated", {
  ...about,
  stars: z.number().int().min(1).max(5),
  comment: personal().optional(),
});
export type CargoRated = z.infer<typeof CargoRated>;

export const responseEvents = [
  CargoResponded,
  ResponseDelivered,
  ResponseSeen,
  DispatcherNoted,
  ResponseAccepted,
  ResponseRejected,
  ResponseCompleted,
  ResponseWithdrawn,
  CargoRated,
] as const;
export type ResponseEvent = z.infer<typeof responseEvents[number]>;
