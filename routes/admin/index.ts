// GET: the console opens on what happens now.
import { define } from "../(_shared)/define.ts";

export const handler = define.handlers({
  GET: (ctx) => ctx.redirect("/admin/events"),
});
