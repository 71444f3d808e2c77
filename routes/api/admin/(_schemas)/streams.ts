// Shapes of one stream over HTTP. Messages are codes of `queryErrors` (texts/admin.ts).
import { z } from "zod";
import { StoredEventAnswer } from "./events.ts";

/** The newest version unless given. */
export const StreamQuery = z.object({
  version: z.string({ error: "repeated" }).regex(/^[1-9]\d{0,14}$/, "not_version").transform(Number)
    .optional(),
});

export const StreamAnswer = z.object({
  streamId: z.string(),
  version: z.int().positive(),
  /** Folded up to `version`; `status` names the phase. */
  state: z.looseObject({ status: z.string() }),
  /** Events 1 to `version`. */
  events: z.array(StoredEventAnswer),
});
