// Any number of rows as newline-delimited JSON, one at a time: the reader sets the pace, nothing is gathered.
import { accepts } from "./accepts.ts";

/**
 * `open` starts the reading; its signal aborts when the client goes away. An error on the way is reported and breaks
 * the answer off, so that the client does not take a part for the whole.
 */
export function ndjson(
  open: (signal: AbortSignal) => AsyncIterable<unknown>,
  report: (error: unknown) => void,
): Response {
  const gone = new AbortController();
  const encoder = new TextEncoder();
  let rows: AsyncIterator<unknown> | undefined;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      rows ??= open(gone.signal)[Symbol.asyncIterator]();
      try {
        const { done, value } = await rows.next();
        if (gone.signal.aborted) return;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(JSON.stringify(value) + "\n"));
      } catch (error) {
        report(error);
        throw error;
      }
    },
    async cancel() {
      gone.abort();
      await rows?.return?.();
    },
  }, { highWaterMark: 0 });
  return new Response(body, {
    headers: { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store" },
  });
}

/** Whether the caller asks for lines rather than a page. */
export function wantsNdjson(request: Request): boolean {
  return accepts(request, "application/x-ndjson");
}
