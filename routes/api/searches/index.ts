// GET: the caller's saved searches, newest first. POST: saves one; the same loads are looked for once.
import { readJson } from "../../(_shared)/body.ts";
import { define, originOf } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { queryOf, searchAnswer, SearchBody } from "../(_schemas)/searches.ts";
import { readSearchFilter } from "../(_shared)/search_filter.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    return ctx.json({ data: (await app.searches.of(session.driverId)).map(searchAnswer) });
  },
  async POST(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const body = await readJson(ctx.req, SearchBody);
    if ("refused" in body) return body.refused;
    const { name, filter, alerts, quietHours } = body.ok;
    const query = readSearchFilter(queryOf(filter));
    if ("refused" in query) return query.refused;
    const terms = { name, query: query.ok, alerts, ...(quietHours && { quietHours }) };
    const outcome = await app.searches.save(session.driverId, terms, originOf(ctx.state));
    if ("refused" in outcome) return problem(outcome.refused);
    return ctx.json(searchAnswer(outcome.search), { status: outcome.created ? 201 : 200 });
  },
});
