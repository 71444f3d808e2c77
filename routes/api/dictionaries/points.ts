// GET: cities whose name begins with ?name= (contract 2.4).
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { refusedByExchange } from "../(_shared)/outage.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const points = await app.freight.points(ctx.url.searchParams.get("name") ?? "");
    return "refused" in points ? refusedByExchange(points) : ctx.json({ data: points });
  },
});
