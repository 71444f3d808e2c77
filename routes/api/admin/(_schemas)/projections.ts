// Shapes of views and their rebuilds over HTTP. Messages are codes of texts/admin_errors.ts.
import { z } from "zod";
import { position } from "./events.ts";
import { parsedJson } from "./parsed_json.ts";
import { single } from "./query_fields.ts";

const RowKey = z.array(z.union([z.string(), z.number()]));

export const RowDifferenceAnswer = z.object({
  key: RowKey,
  live: z.unknown().describe("null: no such row; absent: too large to be kept"),
  rebuilt: z.unknown().describe("null: no such row; absent: too large to be kept"),
});

export const RebuildAnswer = z.object({
  rebuildId: z.string(),
  status: z.enum(["running", "done", "failed"]),
  position: z.int().nonnegative(),
  target: z.int().nonnegative(),
  eventsPerSecond: z.number().nonnegative(),
  secondsLeft: z.int().nonnegative().optional().describe("While running, at the present speed"),
  identical: z.boolean().optional().describe("Whether the rows shown before were those of the log"),
  firstDifference: RowDifferenceAnswer.optional(),
  error: z.string().optional().describe("Why it failed; the rows shown are as before"),
});

export const RebuildStartedAnswer = RebuildAnswer.pick({ rebuildId: true });

export const ProjectionsAnswer = z.object({
  data: z.array(z.object({
    name: z.string(),
    version: z.int().positive(),
    position: z.int().nonnegative(),
    lag: z.int().nonnegative(),
    eventsPerSecond: z.number().nonnegative(),
    lastError: z.string().optional(),
    rebuild: RebuildAnswer.nullable(),
  })),
});

/** `key=[700000101]`, `key=["type","CargoResponded",3]`. */
const key = single().max(1000, "too_long").transform((text, context) => {
  const parsed = RowKey.min(1).safeParse(parsedJson(text));
  if (parsed.success) return parsed.data;
  context.addIssue({ code: "custom", message: "not_key" });
  return z.NEVER;
});

/** Both positions are inclusive; `at` is the end of the log unless given. With `from` the difference is told as well. */
export const RowQuery = z.object({ key, at: position().optional(), from: position().optional() });

export const RowAnswer = z.object({
  at: z.int().nonnegative(),
  row: z.unknown().describe("null: there was no such row"),
  from: z.int().nonnegative().optional(),
  before: z.unknown().optional().describe("The row at `from`; null: there was none"),
  changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })).optional(),
});
