// GET: every view, how far it is behind the log, and its newest rebuild.
import { define } from "../../../(_shared)/define.ts";
import { rebuildAnswer } from "../(_shared)/rebuild_answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const views = await ctx.state.app.projections.list();
    const data = views.map((view) => ({ ...view, rebuild: view.rebuild && rebuildAnswer(view.rebuild) }));
    return ctx.json({ data });
  },
});
