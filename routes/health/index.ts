// GET: liveness, readiness and CargoTech in one; degraded is still 200.
import { define } from "../(_shared)/define.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const report = await ctx.state.operations.health();
    return ctx.json(report, { status: report.ready ? 200 : 503 });
  },
});
