// How one operation of the HTTP surface is described; `openapi.ts` turns a table of them into a document.
import type { z } from "zod";
import type { ProblemCode } from "../../../(_shared)/status.ts";

export interface Operation {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Parameters in braces: `/api/cargos/{id}`. Every path also works with a trailing slash. */
  readonly path: string;
  readonly summary: string;
  readonly caller: "anyone" | "driver" | "admin" | "telegram";
  /** Request headers that change the answer, with what they mean. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Beside those that follow from the caller, the method and the body. */
  readonly refusals?: readonly ProblemCode[];
  /** An older path of another operation: works the same, for clients that know it. */
  readonly deprecated?: true;
}

export interface Answer {
  readonly description: string;
  /** Absent when the answer has no body, or one that is not JSON. */
  readonly schema?: z.ZodType;
  /** Media types other than JSON the answer can have. */
  readonly types?: readonly string[];
}

/** The same operation under its older path. */
export function older(operation: Operation, path: string): Operation {
  return { ...operation, path, deprecated: true };
}
