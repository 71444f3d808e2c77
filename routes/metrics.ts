// GET: Prometheus text.
import { define } from "./(_shared)/define.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
    return new Response(await ctx.state.operations.metrics(), { headers });
  },
});
