// POST: ingest only. The update is claimed and kept, then 200; a worker understands it later.
import { readUtf8 } from "../(_shared)/body.ts";
import { define } from "../(_shared)/define.ts";
import { problem } from "../(_shared)/problem.ts";

/** Bytes. */
const MAX_UPDATE = 1024 * 1024;

export const handler = define.handlers({
  async POST(ctx) {
    const { updates } = ctx.state.app;
    if (!updates.trusts(ctx.req.headers.get("x-telegram-bot-api-secret-token"))) {
      return problem("unauthenticated");
    }
    const json = await readUtf8(ctx.req, { maxBytes: MAX_UPDATE });
    if ("refused" in json) return problem(json.refused);
    const received = await updates.receive(json.ok, ctx.state.requestId);
    return "refused" in received ? problem("bad_request") : new Response(null, { status: 200 });
  },
});
