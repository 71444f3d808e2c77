// POST: nobody can use the code any more; prices that were quoted stand.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { DeactivateBody } from "../../(_schemas)/promo_codes.ts";
import { readBody } from "../../(_shared)/body.ts";
import { staffOrigin } from "../../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const body = await readBody(ctx.req, DeactivateBody);
    if ("refused" in body) return body.refused;
    const code = ctx.params["code"]!;
    const outcome = await ctx.state.app.promoCodes.deactivate(code, body.ok.reason, staffOrigin(ctx.state));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json(outcome);
  },
});
