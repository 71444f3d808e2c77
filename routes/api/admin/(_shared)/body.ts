// Bodies of the console's API: field errors in the console's own words.
import type { z } from "zod";
import { readUtf8 } from "../../../(_shared)/body.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { fieldsOf } from "./fields.ts";

export async function readBody<T extends z.ZodType>(
  req: Request,
  schema: T,
): Promise<{ ok: z.output<T> } | { refused: Response }> {
  const read = await readUtf8(req);
  if ("refused" in read) return { refused: problem(read.refused) };
  const json = parsed(read.ok);
  if (json === undefined) return { refused: problem("bad_request") };
  const body = schema.safeParse(json);
  if (body.success) return { ok: body.data };
  return { refused: problem("validation_failed", { errors: fieldsOf(body.error.issues) }) };
}

/** An empty body is an empty object: some requests have nothing to say. */
function parsed(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
