// POST from the outbox page: takes the message out of the outbox and shows it again.
import { refuse } from "../../../(_shared)/refusal_page.ts";
import { define } from "../../../(_shared)/define.ts";
import { staffOrigin } from "../../../api/admin/(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const outcome = await ctx.state.app.outbox.cancel(ctx.params["id"]!, staffOrigin(ctx.state));
    return "ok" in outcome ? ctx.redirect("/admin/outbox", 303) : refuse(ctx, outcome.refused);
  },
});
