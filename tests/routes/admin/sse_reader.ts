// Reads server-sent events as a browser does: blocks up to an empty line; the id of the last one is kept.

export interface Block {
  readonly id?: string;
  readonly data?: string;
  readonly comment?: string;
}

export interface SseReader {
  /** The next block; undefined when the answer has ended. */
  next(): Promise<Block | undefined>;
  /** The next event (a block with data), parsed. */
  event<T>(): Promise<T>;
  /** What a browser would send as Last-Event-ID. */
  lastId(): string | undefined;
  close(): Promise<void>;
}

export function readSse(answer: Response): SseReader {
  const reader = answer.body!.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
    .getReader();
  let buffer = "", lastId: string | undefined;
  async function next(): Promise<Block | undefined> {
    let end: number;
    while ((end = buffer.indexOf("\n\n")) < 0) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      buffer += value;
    }
    const fields = buffer.slice(0, end).split("\n").map((line) => /^([a-z]*): ?(.*)$/.exec(line)!);
    buffer = buffer.slice(end + 2);
    const block = Object.fromEntries(fields.map(([, name, value]) => [name || "comment", value])) as Block;
    lastId = block.id ?? lastId;
    return block;
  }
  return {
    next,
    async event<T>() {
      for (let block = await next(); block; block = await next()) {
        if (block.data !== undefined) return JSON.parse(block.data) as T;
      }
      throw new Error("The answer ended before the next event");
    },
    lastId: () => lastId,
    close: () => reader.cancel(),
  };
}
