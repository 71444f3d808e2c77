// These names and shapes are stored: change them only by adding.
import { z } from "zod";
import { event } from "../shared/event.ts";

/** Somebody sent work that had been given up back to be done. `messageId` is its id in the queue. */
export const StepRetried = event("StepRetried", { messageId: z.string(), kind: z.string() });
export type StepRetried = z.infer<typeof StepRetried>;

export const stepEvents = [StepRetried] as const;

export const STEPS_STREAM = "steps";
