// POST: Stripe's signed word about a payment. The signature is over the bytes, so nothing parses them before.
import { readUtf8 } from "../(_shared)/body.ts";
import { define } from "../(_shared)/define.ts";
import { problem } from "../(_shared)/problem.ts";

/** Bytes; an event holds one object, and a session with everything in it is a few kilobytes. */
const MAX_EVENT = 512 * 1024;

export const handler = define.handlers({
  async POST(ctx) {
    const { app, clientIp, requestId } = ctx.state;
    if (!app.stripeDoor) return problem("not_found");
    const body = await readUtf8(ctx.req, { maxBytes: MAX_EVENT });
    if ("refused" in body) return problem(body.refused);
    const received = await app.stripeDoor.receive({
      body: body.ok,
      signature: ctx.req.headers.get("stripe-signature"),
      remoteIp: clientIp,
      correlationId: requestId,
    });
    return "refused" in received ? problem(received.refused) : new Response(null, { status: 200 });
  },
});
