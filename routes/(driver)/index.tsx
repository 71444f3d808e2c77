// The list of loads: the address is the whole truth about the filter and the page.
import type { Card } from "../../domain/freight/cargo.ts";
import { parseFilter } from "../../domain/freight/parse_filter.ts";
import { filterErrorText } from "../../texts/filter_errors.ts";
import { formatAge } from "../../texts/format.ts";
import { define } from "../(_shared)/define.ts";
import { callerOf } from "./(_shared)/caller.ts";
import { resolveCities } from "./(_shared)/cities.ts";
import { rememberFilters, whereLastVisitWas } from "./(_shared)/last_filters.ts";
import { ListPage } from "./(_shared)/list_page.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, drawOnce, site } = ctx.state;
    const lastVisit = await whereLastVisitWas(ctx.state, ctx);
    if (lastVisit !== null) return ctx.redirect(lastVisit, 303);

    const { query, errors: cityErrors } = await resolveCities(ctx.url.searchParams, app.freight.points);
    const { filter, errors } = parseFilter(query);
    const [found, trucks, loads] = await Promise.all([
      app.freight.list(filter),
      app.freight.truckTypes(),
      app.freight.loadTypes(),
    ]);
    const wrong = {
      ...Object.fromEntries(errors.map((error) => [error.field, filterErrorText(error)])),
      ...cityErrors,
    };
    if (Object.keys(wrong).length === 0) {
      await rememberFilters(ctx.state, { url: ctx.url, filter, names: query });
    }
    const common = {
      query,
      filter,
      errors: wrong,
      truckTypes: "refused" in trucks ? [] : trucks,
      loadTypes: "refused" in loads ? [] : loads,
      bot: site.botUsername,
    };
    if ("refused" in found) return await ctx.render(<ListPage {...common} found={found} />, { status: 503 });

    const { stale, data: { hasMore, total } } = found;
    const cards = await app.responses.badged(callerOf(ctx.state).driverId, found.data.cards);
    const age = formatAge(found.fetchedAt, Date.now());
    // Whose page it is shows in the responses only.
    const shown = [ctx.url.search, found.data, stale, age, trucks, loads, cityErrors.start_name]
      .concat(cityErrors.finish_name, cards.map(badgeOf).join());
    return await drawOnce(
      ctx.req,
      shown,
      () => ctx.render(<ListPage {...common} found={{ cards, hasMore, total, stale, age }} />),
    );
  },
});

function badgeOf({ response }: Card): string {
  return response === undefined ? "" : response.status;
}
