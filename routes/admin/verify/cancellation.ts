// POST from the page of the check: calls it off.
import { define } from "../../(_shared)/define.ts";

export const handler = define.handlers({
  async POST(ctx) {
    await ctx.state.operations.integrity.callOff();
    return ctx.redirect("/admin/verify", 303);
  },
});
