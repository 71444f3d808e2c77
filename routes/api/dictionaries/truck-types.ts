// GET: the body types loads are filtered by.
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { refusedByExchange } from "../(_shared)/outage.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const types = await app.freight.truckTypes();
    return "refused" in types ? refusedByExchange(types) : ctx.json({ data: types });
  },
});
