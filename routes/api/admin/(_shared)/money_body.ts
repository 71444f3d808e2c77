// Bodies of the console's API about money: field errors in the console's own words.
import type { z } from "zod";
import { moneyErrors } from "../../../../texts/admin_money.ts";
import { readUtf8 } from "../../../(_shared)/body.ts";
import { type FieldProblem, problem } from "../../../(_shared)/problem.ts";

export async function readMoneyBody<T extends z.ZodType>(
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

/** Messages of a schema are codes; a code without a sentence says that the value is wrong. */
export function fieldsOf(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): FieldProblem[] {
  return issues.map(({ path, message }) => ({ field: String(path[0] ?? ""), message: sentence(message) }));
}

export function sentence(code: string): string {
  return moneyErrors[code] ?? moneyErrors["invalid_value"]!;
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
