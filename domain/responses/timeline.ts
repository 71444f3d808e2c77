// What the story of a response is told in: its statuses, when each came and by whom, and what dispatchers said.
import { z } from "zod";

export const ResponseStatus = z.enum([
  "sent",
  "delivered",
  "seen",
  "accepted",
  "rejected",
  "completed",
  "withdrawn",
]);
export type ResponseStatus = z.infer<typeof ResponseStatus>;

/** Whether nothing more is to be decided about the haul. */
export function isOver(status: ResponseStatus): boolean {
  return status === "rejected" || status === "completed" || status === "withdrawn";
}

const WhoActed = z.object({ id: z.string().optional(), name: z.string().optional() });

/** A dispatcher's words to the driver. */
export const Note = z.object({
  noteId: z.string(),
  /** ISO 8601 UTC. */
  at: z.string(),
  text: z.string(),
  actor: WhoActed.optional(),
});
export type Note = z.infer<typeof Note>;

export const TimelineEntry = z.object({
  status: ResponseStatus,
  /** ISO 8601 UTC. */
  at: z.string(),
  actor: WhoActed.optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
