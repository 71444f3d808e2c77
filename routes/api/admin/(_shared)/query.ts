// Query strings of the console: read by a schema, refused with the parameter named.
import type { z } from "zod";
import { type FieldProblem, problem } from "../../../(_shared)/problem.ts";
import { fieldsOf } from "./fields.ts";

/** Empty values count as absent, as forms send them; unknown parameters are ignored. */
export function readQuery<T extends z.ZodType>(
  params: URLSearchParams,
  schema: T,
): { ok: z.output<T> } | { errors: FieldProblem[] } {
  const raw: Record<string, string | string[]> = {};
  for (const name of params.keys()) {
    const values = params.getAll(name).filter((value) => value !== "");
    if (values[0] !== undefined) raw[name] = values.length === 1 ? values[0] : values;
  }
  const read = schema.safeParse(raw);
  return read.success ? { ok: read.data } : { errors: fieldsOf(read.error.issues) };
}

export function badQuery(errors: readonly FieldProblem[]): Response {
  return problem("bad_request", { errors });
}
