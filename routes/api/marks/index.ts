// GET: what the caller has marked: favourites, hidden loads, hidden companies.
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { marksAnswer } from "../(_schemas)/marks.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    return ctx.json(marksAnswer(await app.marks.of(session.driverId)));
  },
});
