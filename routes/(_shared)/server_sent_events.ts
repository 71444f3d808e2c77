// Server-sent events (HTML Living Standard, "Server-sent events"): ids to resume from, a comment when nothing happens.

export interface Message {
  readonly id: number;
  /** Name of the event; "message" when absent. */
  readonly event?: string;
  readonly data: unknown;
}

export interface StreamRules {
  /** The id a client resumes from when it is cut off before the first message. */
  readonly startId: number;
  /** One line for who reads the stream by hand, before everything else. */
  readonly remark?: string;
  /** Asked before every message and heartbeat: whether the reader may still listen. */
  readonly allowed: () => Promise<boolean>;
  /** Told when the messages break off; the client is cut off and comes back by itself. */
  readonly report: (error: unknown) => void;
  /** Milliseconds between the comments that keep proxies from closing a quiet connection. */
  readonly heartbeatMs?: number;
}

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;

/** `open` starts the messages; its signal aborts when the client goes away. Ends when they end. */
export function serverSentEvents(
  open: (signal: AbortSignal) => AsyncIterable<Message>,
  { startId, remark, allowed, report, heartbeatMs = HEARTBEAT_MS }: StreamRules,
): Response {
  const gone = new AbortController();
  const encoder = new TextEncoder();
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let messages: AsyncIterator<Message> | undefined;

  function end(controller: ReadableStreamDefaultController<Uint8Array>): void {
    clearInterval(heartbeat);
    if (gone.signal.aborted) return;
    gone.abort();
    controller.close();
  }

  async function beat(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    if (!await allowed()) return end(controller);
    // A reader that is behind has something to read already.
    if (!gone.signal.aborted && (controller.desiredSize ?? -1) >= 0) {
      controller.enqueue(encoder.encode(": still here\n\n"));
    }
  }

  const body = new ReadableStream<Uint8Array>({
    // Nothing starts before the first read: a HEAD request is answered by the same handler and never reads.
    async pull(controller) {
      if (messages === undefined) {
        messages = open(gone.signal)[Symbol.asyncIterator]();
        heartbeat = setInterval(() => beat(controller).catch(report), heartbeatMs);
        const first = remark === undefined ? "" : `: ${remark}\n`;
        controller.enqueue(encoder.encode(`${first}retry: ${RETRY_MS}\nid: ${startId}\n\n`));
        return;
      }
      try {
        const { done, value } = await messages.next();
        if (done || !await allowed()) return end(controller);
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(frame(value)));
      } catch (error) {
        clearInterval(heartbeat);
        report(error);
        throw error;
      }
    },
    async cancel() {
      clearInterval(heartbeat);
      gone.abort();
      await messages?.return?.();
    },
  }, { highWaterMark: 0 });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // Asks nginx not to gather the answer.
      "x-accel-buffering": "no",
    },
  });
}

function frame({ id, event, data }: Message): string {
  return `id: ${id}\n${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
}
