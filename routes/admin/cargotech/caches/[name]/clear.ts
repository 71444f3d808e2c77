// POST from the page of the connection: forgets what a cache holds and shows the page again.
import { HttpError } from "fresh";
import { define } from "../../../../(_shared)/define.ts";
import { staffOrigin } from "../../../../api/admin/(_shared)/staff_origin.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { app } = ctx.state;
    const outcome = await app.cargotech.clearCache(ctx.params["name"]!, staffOrigin(ctx.state));
    if ("refused" in outcome) throw new HttpError(404);
    return ctx.redirect("/admin/cargotech", 303);
  },
});
