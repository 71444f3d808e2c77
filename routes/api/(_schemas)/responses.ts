// Shapes of responses over HTTP.
import { z } from "zod";
import { Card } from "../../../domain/freight/cargo.ts";
import { RatingForm, RespondForm } from "../../../domain/responses/commands.ts";
import type { ResponseView } from "../../../domain/responses/mod.ts";
import { Note, ResponseStatus, TimelineEntry } from "../../../domain/responses/timeline.ts";

export const RespondBody = RespondForm;
export const RatingBody = RatingForm;

/** The older path names the load in the body. */
export const OldRespondBody = z.object({ cargo_id: z.union([z.string(), z.number()]).transform(String) })
  .and(RespondForm);

export const ResponseAnswer = z.object({
  responseId: z.string(),
  cargoId: z.string(),
  status: ResponseStatus,
  timeline: z.array(TimelineEntry),
  /** What dispatchers said to the driver, oldest first. */
  notes: z.array(Note).optional(),
  cargo: Card.optional(),
});
export type ResponseAnswer = z.infer<typeof ResponseAnswer>;

export const ResponsesAnswer = z.object({ data: z.array(ResponseAnswer) });

export function responseAnswer(
  { responseId, cargoId, status, timeline, notes, cargo }: ResponseView,
): ResponseAnswer {
  const response = { id: responseId, status };
  return {
    responseId,
    cargoId,
    status,
    timeline: [...timeline],
    ...(notes && { notes: [...notes] }),
    cargo: { ...cargo, response },
  };
}
