// The console exists for administrators only: for everybody else there is no such page.
import { HttpError } from "fresh";
import { define } from "../(_shared)/define.ts";

export default define.middleware((ctx) => {
  if (ctx.state.session?.role !== "admin") throw new HttpError(404);
  return ctx.next();
});
