// POST: forgets what a cache of CargoTech's answers holds.
import { define } from "../../../../../(_shared)/define.ts";
import { problem } from "../../../../../(_shared)/problem.ts";
import { staffOrigin } from "../../../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { app } = ctx.state;
    const outcome = await app.cargotech.clearCache(ctx.params["name"]!, staffOrigin(ctx.state));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json(outcome);
  },
});
