// Any number of rows as lines of text, one at a time: the reader sets the pace, nothing is gathered.

export interface LinesRules {
  /** Asked before every line: whether the reader may still read. */
  readonly allowed: () => Promise<boolean>;
  /** Told of an error nobody expected. */
  readonly report: (error: unknown) => void;
}

/**
 * `open` starts the reading; its signal aborts when the client goes away. An error on the way, and a reader who may not
 * read any more, break the answer off, so that the client does not take a part for the whole.
 */
export function lines(
  open: (signal: AbortSignal) => AsyncIterable<string>,
  headers: HeadersInit,
  { allowed, report }: LinesRules,
): Response {
  const gone = new AbortController();
  const encoder = new TextEncoder();
  let rows: AsyncIterator<string> | undefined;

  async function breakOff(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    gone.abort();
    await rows?.return?.();
    controller.error(new Error("The session has ended"));
  }

  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      rows ??= open(gone.signal)[Symbol.asyncIterator]();
      try {
        const { done, value } = await rows.next();
        if (gone.signal.aborted) return;
        if (done) return controller.close();
        if (await allowed()) controller.enqueue(encoder.encode(value));
        else await breakOff(controller);
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
    headers: { "cache-control": "no-store", ...Object.fromEntries(new Headers(headers)) },
  });
}
