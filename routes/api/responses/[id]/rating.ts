// POST: the driver rates the load once it is done.
import { readJson } from "../../../(_shared)/body.ts";
import { define, originOf } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { RatingBody, responseAnswer } from "../../(_schemas)/responses.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const body = await readJson(ctx.req, RatingBody);
    if ("refused" in body) return body.refused;
    const outcome = await app.responses.rate(
      session.driverId,
      ctx.params["id"]!,
      body.ok,
      originOf(ctx.state),
    );
    return "refused" in outcome ? problem(outcome.refused) : ctx.json(responseAnswer(outcome));
  },
});
