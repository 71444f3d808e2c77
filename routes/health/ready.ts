// GET: 200 when the store answers and the views are close behind the log, else 503 with reasons.
import { define } from "../(_shared)/define.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const readiness = await ctx.state.operations.readiness();
    return ctx.json(readiness, { status: readiness.ready ? 200 : 503 });
  },
});
