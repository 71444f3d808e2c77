// Shapes of the steps that were given up over HTTP.
import { z } from "zod";
import { StepPlace } from "../../../../domain/steps/mod.ts";
import { placeIn } from "./place.ts";
import { limit } from "./query_fields.ts";

export const StepsQuery = z.object({
  /** 1–1000. */
  limit: limit.default(100),
  after: placeIn(StepPlace).optional(),
});

export const StepsAnswer = z.object({
  /** Newest first. */
  data: z.array(z.object({
    id: z.string(),
    kind: z.string(),
    attempts: z.int().nonnegative(),
    lastError: z.string().optional(),
    /** When it was given up. */
    at: z.iso.datetime(),
    /** `request` of the events it came from. */
    correlationId: z.string(),
  })),
  /** For `after` of the next page; null at the end. */
  next: z.string().nullable(),
});

export const StepRetriedAnswer = z.object({ id: z.string() });
