// POST: has a step that was given up done after all.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { staffOrigin } from "../../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const id = ctx.params["id"]!;
    const outcome = await ctx.state.app.steps.retry(id, staffOrigin(ctx.state));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json({ id });
  },
});
