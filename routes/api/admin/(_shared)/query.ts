// Query strings of the console: read by a schema, refused with the parameter named.
import type { z } from "zod";
import { queryErrors } from "../../../../texts/admin.ts";
import { type FieldProblem, problem } from "../../../(_shared)/problem.ts";

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
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: parsed.data };
  return {
    errors: parsed.error.issues.map(({ path, message }) => fieldProblem(String(path[0] ?? ""), message)),
  };
}

export function fieldProblem(field: string, code: string): FieldProblem {
  const message = code in queryErrors
    ? queryErrors[code as keyof typeof queryErrors]
    : queryErrors.invalid_value;
  return { field, message };
}

export function badQuery(errors: readonly FieldProblem[]): Response {
  return problem("bad_request", { errors });
}
