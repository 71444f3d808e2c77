// HTTP/1.1 by hand, for what no well-behaved client would send.

/** Sends the bytes as they are and resolves with everything answered until the server closes or the answer is whole. */
export async function sendRaw(port: number, request: string | Uint8Array): Promise<string> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const writer = connection.writable.getWriter();
  const bytes = typeof request === "string" ? new TextEncoder().encode(request) : request;
  // The server may refuse before it has read everything, and close.
  const written = writer.write(bytes).catch((error) => error);
  let answer = "";
  try {
    for await (const chunk of connection.readable.pipeThrough(new TextDecoderStream())) {
      answer += chunk;
      if (isWhole(answer)) break;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  await written;
  return answer;
}

function isWhole(answer: string): boolean {
  const [head, body] = answer.split("\r\n\r\n", 2);
  const length = /^content-length: *(\d+)/im.exec(head ?? "")?.[1];
  if (body === undefined) return false;
  return length === undefined ? body.endsWith("0") : new TextEncoder().encode(body).length >= Number(length);
}

/** The status of a raw answer; 0 when there was none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
