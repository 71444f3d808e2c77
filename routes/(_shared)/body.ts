// Request bodies: read within a size whatever Content-Length says, JSON parsed by a schema, refused with the field named.
import { HttpError } from "fresh";
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
  const read = await readUtf8(req, maxBytes);
  if ("refused" in read) return { refused: problem(read.refused) };
  let json: unknown;
  try {
    json = JSON.parse(read.ok);
  } catch {
    return { refused: problem("bad_request") };
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? { ok: parsed.data } : { refused: invalidFields(parsed.error, refusal) };
}

/** The body as text, refused when it is too large or not UTF-8 (RFC 8259 §8.1 wants JSON to be). */
export async function readUtf8(
  req: Request,
  maxBytes = MAX_BODY,
): Promise<{ ok: string } | { refused: "payload_too_large" | "bad_request" }> {
  const bytes = await readBytes(req, maxBytes);
  if (bytes === null) return { refused: "payload_too_large" };
  try {
    return { ok: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { refused: "bad_request" };
  }
}

/** The body of a form as text, what is not UTF-8 replaced; null as soon as it is larger than allowed. */
export async function readText(req: Request, maxBytes = MAX_BODY): Promise<string | null> {
  const bytes = await readBytes(req, maxBytes);
  return bytes && new TextDecoder().decode(bytes);
}

/** @throws HttpError 400 when the caller hangs up before the end. */
async function readBytes(req: Request, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(req.headers.get("content-length") ?? 0) > maxBytes) return null;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const chunk of req.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) return null;
      chunks.push(chunk);
    }
  } catch {
    throw new HttpError(400, "The request body broke off");
  }
  return await new Blob(chunks).bytes();
}
