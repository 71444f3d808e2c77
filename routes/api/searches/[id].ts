// One of the caller's saved searches. PATCH: changes what is named. DELETE: removes it.
import { readJson } from "../../(_shared)/body.ts";
import { define, originOf } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { queryOf, searchAnswer, SearchPatch } from "../(_schemas)/searches.ts";
import { readSearchFilter } from "../(_shared)/search_filter.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const search = await app.searches.one(session.driverId, ctx.params["id"]!);
    return search ? ctx.json(searchAnswer(search)) : problem("search_not_found");
  },
  async PATCH(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const body = await readJson(ctx.req, SearchPatch);
    if ("refused" in body) return body.refused;
    const { name, filter, alerts, quietHours } = body.ok;
    const query = filter && readSearchFilter(queryOf(filter));
    if (query && "refused" in query) return query.refused;
    const changes = {
      ...(name !== undefined && { name }),
      ...(query && { query: query.ok }),
      ...(alerts !== undefined && { alerts }),
      ...(quietHours !== undefined && { quietHours }),
    };
    const id = ctx.params["id"]!;
    const outcome = await app.searches.change(session.driverId, id, changes, originOf(ctx.state));
    return "refused" in outcome ? problem(outcome.refused) : ctx.json(searchAnswer(outcome));
  },
  async DELETE(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const outcome = await app.searches.remove(session.driverId, ctx.params["id"]!, originOf(ctx.state));
    return "refused" in outcome ? problem(outcome.refused) : new Response(null, { status: 204 });
  },
});
