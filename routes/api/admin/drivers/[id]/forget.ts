// POST: forgets a driver for good, at the driver's request; the facts stay without the person.
import { define } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { staffOrigin } from "../../(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const id = ctx.params.id ?? "";
    if (!/^\d{1,16}$/.test(id)) return problem("not_found");
    const known = await ctx.state.app.drivers.forget(Number(id), staffOrigin(ctx.state));
    return known ? new Response(null, { status: 204 }) : problem("not_found");
  },
});
