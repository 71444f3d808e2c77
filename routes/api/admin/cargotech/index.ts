// GET: how our connection to CargoTech is doing: token, breaker, rate budget, caches. No secrets.
import { define } from "../../../(_shared)/define.ts";

export const handler = define.handlers({
  GET: (ctx) => ctx.json(ctx.state.app.cargotech.status()),
});
