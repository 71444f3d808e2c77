// GET: everything known about one load.
import { define } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { refusedByExchange } from "../../(_shared)/outage.ts";
import type { CargoAnswer } from "../../(_schemas)/cargos.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const found = await app.freight.detail(ctx.params["id"]!);
    if ("refused" in found) return refusedByExchange(found);
    const [data] = await app.responses.badged(session.driverId, [found.data]);
    const answer: CargoAnswer = { data: data!, meta: { stale: found.stale, fetchedAt: found.fetchedAt } };
    return ctx.json(answer);
  },
});
