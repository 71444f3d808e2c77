// JSON bodies: read within a size, parsed by a schema, refused with the field named.
import type { z } from "zod";
import { invalidFields, problem } from "./problem.ts";
import type { ProblemCode } from "./status.ts";

/** Bytes; larger bodies are 413. */
export const MAX_BODY = 64 * 1024;

export interface BodyRules {
  readonly maxBytes?: number;
  /** The refusal of a well-formed body whose fields do not fit. */
  readonly refusal?: ProblemCode;
}

export async function readJson<T extends z.ZodType>(
  req: Request,
  schema: T,
  { maxBytes = MAX_BODY, refusal = "validation_failed" }: BodyRules = {},
): Promise<{ ok: z.output<T> } | { refused: Response }> {
  const text = await readText(req, maxBytes);
  if (text === null) return { refused: problem("payload_too_large") };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { refused: problem("bad_request") };
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? { ok: parsed.data } : { refused: invalidFields(parsed.error, refusal) };
}

/** The body as text; null as soon as it is larger than allowed, whatever Content-Length says. */
export async function readText(req: Request, maxBytes = MAX_BODY): Promise<string | null> {
  if (Number(req.headers.get("content-length") ?? 0) > maxBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of req.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return await new Blob(chunks as BlobPart[]).text();
}
