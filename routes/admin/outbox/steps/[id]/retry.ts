// POST from the page of steps: has the step done after all and shows what is left.
import { stepsAddress } from "../../../../../components/admin/addresses.ts";
import { define } from "../../../../(_shared)/define.ts";
import { refuse } from "../../../../(_shared)/refusal_page.ts";
import { staffOrigin } from "../../../../api/admin/(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const outcome = await ctx.state.app.steps.retry(ctx.params["id"]!, staffOrigin(ctx.state));
    return "ok" in outcome ? ctx.redirect(stepsAddress({}), 303) : refuse(ctx, outcome.refused);
  },
});
