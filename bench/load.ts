// Asks for one page over many kept-alive connections at once, with as little work per answer as possible.

export interface Load {
  readonly perSecond: number;
  /** Milliseconds within which 95 of 100 answers came. */
  readonly p95: number;
}

/** Throws when an answer is not 200. */
export async function load(
  url: string,
  headers: Record<string, string>,
  { connections, requests }: { connections: number; requests: number },
): Promise<Load> {
  const { hostname, port, pathname, search } = new URL(url);
  const lines = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(([name, value]) =>
    `${name}: ${value}`
  );
  const request = new TextEncoder().encode(
    `GET ${pathname}${search} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`,
  );
  const took: number[] = [];
  let left = requests;
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, async () => {
    using connection = await Deno.connect({ hostname, port: Number(port) });
    const buffer = new Uint8Array(65_536);
    while (left-- > 0) {
      const asked = performance.now();
      await connection.write(request);
      await readAnswer(connection, buffer);
      took.push(performance.now() - asked);
    }
  }));
  took.sort((a, b) => a - b);
  return {
    perSecond: took.length * 1000 / (performance.now() - began),
    p95: took[Math.floor(took.length * 0.95)] ?? 0,
  };
}

const decoder = new TextDecoder("latin1");

async function readAnswer(connection: Deno.TcpConn, buffer: Uint8Array<ArrayBuffer>): Promise<void> {
  let head = "", body = -1, expected: number | null = null;
  for (;;) {
    const read = await connection.read(buffer);
    if (read === null) throw new Error("The server hung up");
    const text = decoder.decode(buffer.subarray(0, read));
    if (body < 0) {
      head += text;
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) continue;
      if (!head.startsWith("HTTP/1.1 200")) throw new Error(`Cannot measure: ${head.slice(0, 200)}`);
      body = head.length - end - 4;
      const length = /\r\ncontent-length: (\d+)/i.exec(head.slice(0, end));
      expected = length ? Number(length[1]) : null;
    } else body += read;
    if (expected === null ? text.endsWith("0\r\n\r\n") : body >= expected) return;
  }
}
