// Shapes of a driver's marks over HTTP.
import { z } from "zod";
import type { Marked } from "../../../domain/marks/mod.ts";

/** Ids of loads and names of companies, oldest first. */
export const MarksAnswer = z.object({
  kept: z.array(z.string()),
  hidden: z.array(z.string()),
  companies: z.array(z.string()),
});
export type MarksAnswer = z.infer<typeof MarksAnswer>;

export function marksAnswer({ kept, hidden, companies }: Marked): MarksAnswer {
  return { kept: [...kept], hidden: [...hidden], companies: [...companies] };
}
