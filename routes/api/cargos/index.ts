// GET: a page of loads for a filter, with the caller's own responses and marks laid over it (contracts 2.1–2.3, 3.1):
// what the caller has hidden is left out, so a page may be shorter than its limit.
import { laidOver } from "../../../domain/marks/mod.ts";
import { parseFilter } from "../../../domain/freight/parse_filter.ts";
import { filterErrorText } from "../../../texts/filter_errors.ts";
import { define } from "../../(_shared)/define.ts";
import { problem } from "../../(_shared)/problem.ts";
import { refusedByExchange } from "../(_shared)/outage.ts";
import type { CargosAnswer } from "../(_schemas)/cargos.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session } = ctx.state;
    if (!session) return problem("unauthenticated");
    const { filter, errors } = parseFilter(ctx.url.searchParams);
    if (errors.length > 0) {
      return problem("invalid_filter", {
        errors: errors.map((error) => ({ field: error.field, message: filterErrorText(error) })),
      });
    }
    const page = await app.freight.list(filter);
    if ("refused" in page) return refusedByExchange(page);
    const { cards, ...rest } = page.data;
    const { limit, offset } = filter;
    const marked = await app.marks.of(session.driverId);
    const answer: CargosAnswer = {
      data: await app.responses.badged(session.driverId, laidOver(cards, marked)),
      meta: { limit, offset, ...rest, stale: page.stale, fetchedAt: page.fetchedAt },
    };
    return ctx.json(answer);
  },
});
