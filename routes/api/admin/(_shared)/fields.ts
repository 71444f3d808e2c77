// Wrong fields of the console's API, in its own words.
import { fieldSentence } from "../../../../texts/admin_errors.ts";
import type { FieldProblem } from "../../../(_shared)/problem.ts";

/** Messages of a schema are codes of texts/admin_errors.ts. */
export function fieldsOf(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): FieldProblem[] {
  return issues.map(({ path, message }) => fieldProblem(String(path[0] ?? ""), message));
}

export function fieldProblem(field: string, code: string): FieldProblem {
  return { field, message: fieldSentence(code) };
}
