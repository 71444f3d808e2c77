// Request bodies: read within a size, whatever Content-Length says, and within a time; JSON parsed by a schema, refused
// with the field named.
import { HttpError } from "fresh";
import type { z } from "zod";
import { invalidFields, problem } from "./problem.ts";
import type { ProblemCode } from "./status.ts";

export interface BodyLimits {
  /** Larger bodies are 413. */
  readonly maxBytes?: number;
  /** A body that is not there in full after so many milliseconds is 408. */
  readonly patienceMs?: number;
}

const MAX_BYTES = 64 * 1024;
const PATIENCE = 10_000;

export interface BodyRules extends BodyLimits {
  /** The refusal of a well-formed body whose fields do not fit. */
  readonly refusal?: ProblemCode;
}

export async function readJson<T extends z.ZodType>(
  req: Request,
  schema: T,
  { refusal = "validation_failed", ...limits }: BodyRules = {},
): Promise<{ ok: z.output<T> } | { refused: Response }> {
  const read = await readUtf8(req, limits);
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
  limits: BodyLimits = {},
): Promise<{ ok: string } | { refused: "payload_too_large" | "bad_request" }> {
  const bytes = await readBytes(req, limits);
  if (bytes === null) return { refused: "payload_too_large" };
  try {
    return { ok: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { refused: "bad_request" };
  }
}

/** The body of a form as text, what is not UTF-8 replaced; null as soon as it is larger than allowed. */
export async function readText(req: Request, limits: BodyLimits = {}): Promise<string | null> {
  const bytes = await readBytes(req, limits);
  return bytes && new TextDecoder().decode(bytes);
}

/** @throws HttpError 400 when the caller hangs up before the end, 408 when the end does not come in time. */
async function readBytes(
  req: Request,
  { maxBytes = MAX_BYTES, patienceMs = PATIENCE }: BodyLimits,
): Promise<Uint8Array | null> {
  if (Number(req.headers.get("content-length") ?? 0) > maxBytes) return null;
  const reader = req.body?.getReader();
  if (!reader) return new Uint8Array();
  const late = new HttpError(408, "The request body did not come in time");
  const { promise: patience, reject: end } = Promise.withResolvers<never>();
  const timer = setTimeout(end, patienceMs, late);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), patience]);
      if (done) return await new Blob(chunks).bytes();
      size += value.byteLength;
      if (size > maxBytes) return null;
      chunks.push(value);
    }
  } catch (error) {
    throw error === late ? late : new HttpError(400, "The request body broke off");
  } finally {
    clearTimeout(timer);
    // The rest, if there is one, is for whoever ends the connection.
    reader.releaseLock();
  }
}
