// Errors as application/problem+json (RFC 9457) with a Russian `detail` fit to show.
import type { z } from "zod";
import { fieldErrors, refusals } from "../../texts/ru.ts";
import { type ProblemCode, statusOf, wayOutOf } from "./status.ts";

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export interface ProblemOptions {
  readonly errors?: readonly FieldProblem[];
  readonly status?: number;
  /** A sentence that says more than the one of the code. */
  readonly detail?: string;
  readonly headers?: HeadersInit;
}

export function problem(
  code: ProblemCode,
  { errors, status = statusOf[code], detail = detailOf(code), headers }: ProblemOptions = {},
): Response {
  const body = {
    type: `urn:cargotech:problem:${code}`,
    title: code,
    status,
    detail,
    code,
    ...(errors && { errors }),
    ...(code in wayOutOf && { where: wayOutOf[code] }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...Object.fromEntries(new Headers(headers)),
      "content-type": "application/problem+json; charset=utf-8",
    },
  });
}

/** The answer to a body or query that does not fit its schema: the first field error names the code. */
export function invalidFields(error: z.ZodError, fallback: ProblemCode = "validation_failed"): Response {
  const errors = fieldProblems(error);
  const first = error.issues[0]?.message ?? "";
  return problem(isProblemCode(first) ? first : fallback, { errors });
}

/** zod issues as {field, message}, each once: a message that is a code of the catalogue becomes its sentence. */
function fieldProblems(error: z.ZodError): FieldProblem[] {
  const problems = error.issues.map(({ path, message }) => ({
    field: path[0] === undefined ? "" : String(path[0]),
    message: message in fieldErrors
      ? fieldErrors[message as keyof typeof fieldErrors]
      : fieldErrors.invalid_value,
  }));
  return [...new Map(problems.map((each) => [`${each.field}\n${each.message}`, each])).values()];
}

function detailOf(code: ProblemCode): string {
  return code in refusals
    ? refusals[code as keyof typeof refusals]
    : fieldErrors[code as keyof typeof fieldErrors];
}

function isProblemCode(code: string): code is ProblemCode {
  return code in statusOf;
}
