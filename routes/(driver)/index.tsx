// The list of loads: the address is the whole truth about the filter and the page.
import type { Card } from "../../domain/freight/cargo.ts";
import { laidOver } from "../../domain/marks/mod.ts";
import { formatAge } from "../../texts/format.ts";
import { define } from "../(_shared)/define.ts";
import { callerOf } from "./(_shared)/caller.ts";
import { rememberFilters, whereLastVisitWas } from "./(_shared)/last_filters.ts";
import { ListPage } from "./(_shared)/list_page.tsx";
import { readListQuery } from "./(_shared)/list_query.ts";
import { stalenessOf } from "./(_shared)/staleness.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, drawOnce, site } = ctx.state;
    const lastVisit = await whereLastVisitWas(ctx.state, ctx);
    if (lastVisit !== null) return ctx.redirect(lastVisit, 303);

    const { query, filter, errors } = await readListQuery(ctx.url.searchParams, app.freight.points);
    const [found, trucks, loads] = await Promise.all([
      app.freight.list(filter),
      app.freight.truckTypes(),
      app.freight.loadTypes(),
    ]);
    if (Object.keys(errors).length === 0) {
      await rememberFilters(ctx.state, { url: ctx.url, filter, names: query });
    }
    const dictionaries = {
      truckTypes: "refused" in trucks ? [] : trucks,
      loadTypes: "refused" in loads ? [] : loads,
    };
    const common = { query, filter, errors, dictionaries, bot: site.botUsername };
    if ("refused" in found) return await ctx.render(<ListPage {...common} found={found} />, { status: 503 });

    const { hasMore, total, sortedFirst } = found.data;
    const staleness = stalenessOf(found, ctx.state);
    const { driverId } = callerOf(ctx.state);
    const wanted = laidOver(found.data.cards, await app.marks.of(driverId));
    const cards = await app.responses.badged(driverId, wanted);
    const hidden = found.data.cards.length - wanted.length;
    const age = formatAge(found.fetchedAt, Date.now());
    // Whose page it is shows in which loads there are, in the responses and in the favourites. A sorted page is made anew
    // for everybody, but of the same cards.
    const own = cards.filter(({ response, kept }) => response !== undefined || kept).map(badgeOf).join();
    const left = hidden === 0 ? "" : cards.map(({ id }) => id).join();
    const shown = [
      ...[ctx.url.search, staleness, hidden, age, hasMore, total, sortedFirst],
      ...[errors.start_name, errors.finish_name],
      ...[trucks, loads, own, left, ...found.data.cards],
    ];
    const listed = { cards, hasMore, total, sortedFirst, staleness, hidden, age };
    return await drawOnce(ctx.req, shown, () => ctx.render(<ListPage {...common} found={listed} />));
  },
});

function badgeOf({ id, response, kept }: Card): string {
  return `${id}:${response?.status ?? ""}:${kept ?? ""}`;
}
