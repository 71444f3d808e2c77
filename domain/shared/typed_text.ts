// Text people type, without what cannot be seen: names stay on one line, and nobody can forge a line of ours.
import { z } from "zod";

/** Controls, formatting marks (direction, zero width), lone surrogates and what Unicode has not assigned. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;

/** One line with at least one letter; `code` is the message of every way to fail. */
export function typedLine(code: string, min: number, max: number) {
  return z.string({ error: code }).max(max * 4, code)
    .transform((text) => text.replace(/\s+/g, " ").replace(UNSEEN, "").trim())
    .pipe(z.string().min(min, code).max(max, code).regex(/\p{L}/u, code));
}

/** Several lines, never more than one empty one in a row. */
export function typedText(code: string, max: number) {
  return z.string({ error: code }).max(max * 4, code)
    .transform((text) =>
      text.split(/\r?\n/).map((line) => line.replace(UNSEEN, "").trim()).join("\n").replace(/\n{3,}/g, "\n\n")
        .trim()
    )
    .pipe(z.string().max(max, code));
}
