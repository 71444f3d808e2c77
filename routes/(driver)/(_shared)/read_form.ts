// The body of a plain form, within a size.
import { HttpError } from "fresh";
import { readText } from "../../(_shared)/body.ts";

/** @throws HttpError 413 when it is too large. */
export async function readForm(req: Request): Promise<URLSearchParams> {
  const text = await readText(req);
  if (text === null) throw new HttpError(413);
  return new URLSearchParams(text);
}
