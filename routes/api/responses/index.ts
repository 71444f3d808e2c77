// GET: the caller's responses, newest first.
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { responseAnswer } from "../(_schemas)/responses.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const responses = await app.responses.of(session.driverId);
    return ctx.json({ data: responses.map(responseAnswer) });
  },
});
