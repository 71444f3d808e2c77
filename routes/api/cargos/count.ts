// GET: how many loads a filter would find, asked while it is being changed. It takes the fields of the filter's form, and
// the page it reads is the one the list will show.
import { problem } from "../../(_shared)/problem.ts";
import { define } from "../../(_shared)/define.ts";
import { readListQuery } from "../../(driver)/(_shared)/list_query.ts";
import type { CountAnswer } from "../(_schemas)/cargos.ts";
import { refusedByExchange } from "../(_shared)/outage.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const { filter, errors } = await readListQuery(ctx.url.searchParams, app.freight.points);
    const fields = Object.entries(errors).map(([field, message]) => ({ field, message }));
    // Half a word is no mistake while it is being typed.
    if (fields.length > 0) return ctx.json({ data: null, errors: fields } satisfies CountAnswer);
    const found = await app.freight.list({ ...filter, offset: 0 });
    if ("refused" in found) return refusedByExchange(found);
    const { data: { cards, hasMore, total }, stale, fetchedAt } = found;
    const answer: CountAnswer = {
      data: { count: total ?? cards.length, exact: total !== undefined || !hasMore },
      meta: { stale, fetchedAt },
    };
    return ctx.json(answer);
  },
});
