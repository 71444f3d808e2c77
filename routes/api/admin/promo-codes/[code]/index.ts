// GET: one promo code and who used it.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { promoCodes } = ctx.state.app;
    const code = await promoCodes.find(ctx.params["code"]!);
    if (!code) return problem("not_found");
    return ctx.json({ ...code, uses: await promoCodes.uses(code.code) });
  },
});
