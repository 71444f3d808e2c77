// The driver's live stream (SSE), as an open page hears it.
import type { ApiClient } from "./product.ts";

export interface Heard {
  readonly id: number;
  readonly event: string;
  readonly data: ReturnType<typeof JSON.parse>;
}

export interface LiveStream {
  /** Everything heard since the beginning, as soon as that holds. @throws when the stream ends before. */
  until(holds: (heard: readonly Heard[]) => boolean): Promise<readonly Heard[]>;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Where an earlier stream was left. */
  readonly lastEventId?: number;
  /** `?recent=60`. */
  readonly query?: string;
}

/** Resolves when the server listens: what happens from then on is heard. */
export async function listen(
  { baseUrl, token }: ApiClient,
  { lastEventId, query = "" }: ListenOptions = {},
): Promise<LiveStream> {
  const gone = new AbortController();
  const response = await fetch(`${baseUrl}/api/stream${query}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { "last-event-id": String(lastEventId) }),
    },
    signal: gone.signal,
  });
  const type = response.headers.get("content-type");
  if (type !== "text/event-stream; charset=utf-8") {
    throw new Error(`Cannot listen to ${response.status} ${type}`);
  }
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const readMore = async () => {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the stream ended; heard ${text}`);
    text += value;
  };
  // The first frame is where it begins.
  while (!text.includes("\n\n")) await readMore();
  return {
    async until(holds) {
      for (;;) {
        const heard = framesOf(text);
        if (holds(heard)) return heard;
        await readMore();
      }
    },
    async close() {
      await reader.cancel();
      gone.abort();
    },
  };
}

function framesOf(text: string): Heard[] {
  return text.split("\n\n").slice(0, -1).flatMap((frame) => {
    const [, id, event, data] = /id: (\d+)\nevent: (\w+)\ndata: (.*)/.exec(frame) ?? [];
    return data === undefined ? [] : [{ id: Number(id), event: event!, data: JSON.parse(data) }];
  });
}
