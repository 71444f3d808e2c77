// Any number of rows as newline-delimited JSON.
import { accepts } from "./accepts.ts";
import { lines, type LinesRules } from "./lines.ts";

/** `open` starts the reading; its signal aborts when the client goes away. */
export function ndjson(open: (signal: AbortSignal) => AsyncIterable<unknown>, rules: LinesRules): Response {
  async function* written(signal: AbortSignal) {
    for await (const row of open(signal)) yield JSON.stringify(row) + "\n";
  }
  return lines(written, { "content-type": "application/x-ndjson; charset=utf-8" }, rules);
}

/** Whether the caller asks for lines rather than a page. */
export function wantsNdjson(request: Request): boolean {
  return accepts(request, "application/x-ndjson");
}
