// The end of a connection whose request never comes to its end: answered, the server would go on waiting for the rest.

/** Time for the answer to arrive on a bad line, milliseconds. */
const LINGER = 1_000;

/** What ends the connection. It is no error to anybody. */
export class HungUp extends Error {
  override readonly name = "HungUp";
}

/**
 * The answer, whole, after which the connection breaks off. Deno lets go of a connection with an unread request only when
 * the answer has no end, so it is sent in chunks and the last one never comes.
 */
export async function hangUpAfter(answer: Response): Promise<Response> {
  const { status, headers } = answer;
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
