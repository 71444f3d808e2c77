// POST from the page of the views: starts a rebuild and shows how it goes.
import { HttpError } from "fresh";
import { define } from "../../../(_shared)/define.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const started = await ctx.state.app.projections.rebuild(ctx.params["name"]!);
    if ("refused" in started && started.refused === "not_found") throw new HttpError(404);
    // One that runs already is what was asked for.
    return ctx.redirect("/admin/projections", 303);
  },
});
