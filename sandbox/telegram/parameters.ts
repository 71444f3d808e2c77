// Reads the parameters of a Bot API call from wherever they may be: the query, JSON, a form, multipart.
import { z } from "zod";
import { badRequest } from "./api_error.ts";

export type Parameters = Record<string, unknown>;

/** @throws {ApiError} 400 when a JSON body is not an object. */
export async function readParameters(request: Request, url: URL): Promise<Parameters> {
  const fromQuery: Parameters = Object.fromEntries(url.searchParams);
  if (request.method !== "POST") return fromQuery;
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/json")) {
    const body = parseJson(await request.text());
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
      throw badRequest("can't parse JSON object");
    }
    return { ...fromQuery, ...body };
  }
  if (type.startsWith("multipart/form-data") || type.startsWith("application/x-www-form-urlencoded")) {
    const fields = [...await request.formData()].filter(([, value]) => typeof value === "string");
    return { ...fromQuery, ...Object.fromEntries(fields) };
  }
  return fromQuery;
}

/** Undefined when the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A structured field: an object in a JSON body, serialised JSON in a form. */
export function structured<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => typeof value === "string" ? parseJson(value) : value, schema);
}

export const wholeNumber = z.coerce.number().int();
export const flag = z.preprocess(
  (value) => typeof value === "string" ? /^(true|1)$/i.test(value) : value,
  z.boolean(),
);

/** Checks a call's parameters. @throws {ApiError} 400 naming the field. */
export function checked<T>(schema: z.ZodType<T>, parameters: Parameters): T {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join(".") || "parameters";
  if (parameters[String(issue?.path[0])] === undefined) throw badRequest(`parameter "${field}" is required`);
  throw badRequest(`can't parse "${field}": ${issue?.message ?? "invalid"}`);
}
