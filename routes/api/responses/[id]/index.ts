// GET: one of the caller's responses. DELETE: the driver withdraws it.
import { define, originOf } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { responseAnswer } from "../../(_schemas)/responses.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const response = await app.responses.one(session.driverId, ctx.params["id"]!);
    return response ? ctx.json(responseAnswer(response)) : problem("response_not_found");
  },
  async DELETE(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const outcome = await app.responses.withdraw(session.driverId, ctx.params["id"]!, originOf(ctx.state));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json(responseAnswer(outcome));
  },
});
