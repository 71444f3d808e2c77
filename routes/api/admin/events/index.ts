// GET: what happened, by position; a page as JSON or everything that matches as NDJSON.
import { define, stillSignedIn } from "../../../(_shared)/define.ts";
import { EventsQuery } from "../(_schemas)/events.ts";
import { ndjson, wantsNdjson } from "../(_shared)/ndjson.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";
import { upTo } from "../(_shared)/up_to.ts";
import { toFilter } from "../(_shared)/to_filter.ts";

const PAGE = 100;

export const handler = define.handlers({
  async GET(ctx) {
    const { history } = ctx.state.app;
    const query = readQuery(ctx.url.searchParams, EventsQuery);
    if ("errors" in query) return badQuery(query.errors);
    const { after, limit } = query.ok;
    const wanted = { ...toFilter(query.ok), after };
    if (wantsNdjson(ctx.req)) {
      const rows = (signal: AbortSignal) => upTo(limit ?? Infinity, history.all(wanted, signal));
      return ndjson(rows, { allowed: stillSignedIn(ctx.state), report: ctx.state.report });
    }
    return ctx.json(await history.events({ ...wanted, limit: limit ?? PAGE }));
  },
});
