// The end of a connection whose request never comes to its end: answered, the server would go on waiting for the rest.

/** Time for the answer to arrive on a bad line, milliseconds. */
const LINGER = 1_000;
/** How long, in milliseconds, and how much of a request is waited for that was answered before it was read. */
const PATIENCE = 3_000;
const MAX_BYTES = 1024 * 1024;

/** What ends the connection. It is no error to anybody. */
export class HungUp extends Error {
  override readonly name = "HungUp";
}

/** The answer as it is when the request has come to its end, or soon does; else the last thing said on the connection. */
export async function answerAndLetGo(
  req: Request,
  answer: Response,
  patienceMs = PATIENCE,
): Promise<Response> {
  // Whoever was too late for that has been waited for.
  return await comesToItsEnd(req, answer.status === 408 ? 0 : patienceMs)
    ? answer
    : await hangUpAfter(answer);
}

async function comesToItsEnd({ body, headers }: Request, patienceMs: number): Promise<boolean> {
  if (body === null || body.locked) return true;
  if (Number(headers.get("content-length") ?? 0) > MAX_BYTES) {
    await body.cancel();
    return false;
  }
  const reader = body.getReader();
  const { promise: patience, resolve: end } = Promise.withResolvers<"late">();
  const timer = setTimeout(end, patienceMs, "late");
  try {
    for (let size = 0; size <= MAX_BYTES;) {
      const read = await Promise.race([reader.read(), patience]);
      if (read === "late") break;
      if (read.done) return true;
      size += read.value.byteLength;
    }
    // Only of a body that is let go can the connection be ended.
    await reader.cancel();
    return false;
  } catch {
    // The caller broke off: nobody is left to hang up on.
    return true;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The answer, whole, after which the connection breaks off. Deno lets go of a connection with an unread request only when
 * the answer has no end, so it is sent in chunks and the last one never comes.
 */
async function hangUpAfter(answer: Response): Promise<Response> {
  const { headers } = answer;
  // What may have no body cannot be sent without an end.
  const status = [204, 205, 304].includes(answer.status) ? 200 : answer.status;
  const bytes = await answer.bytes();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async start(controller) {
      controller.enqueue(bytes);
      await new Promise((resolve) => setTimeout(resolve, LINGER));
      controller.error(new HungUp("The request did not come in time"));
    },
  });
  headers.delete("content-length");
  headers.set("connection", "close");
  return new Response(body, { status, headers });
}
