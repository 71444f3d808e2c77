// POST: ingest only. The update is claimed and kept, then 200; a worker understands it later (telegram.md §3).
import { readText } from "../(_shared)/body.ts";
import { define } from "../(_shared)/define.ts";
import { problem } from "../(_shared)/problem.ts";

const MAX_UPDATE = 1024 * 1024;

export const handler = define.handlers({
  async POST(ctx) {
    const { updates } = ctx.state.app;
    if (!updates.trusts(ctx.req.headers.get("x-telegram-bot-api-secret-token"))) {
      return problem("unauthenticated");
    }
    const json = await readText(ctx.req, MAX_UPDATE);
    if (json === null) return problem("payload_too_large");
    const received = await updates.receive(json, ctx.state.requestId);
    return "refused" in received ? problem("bad_request") : new Response(null, { status: 200 });
  },
});
