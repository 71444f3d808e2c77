// GET: money by day of Moscow: revenue, subscriptions, and how many of those who began to pay did.
import { define } from "../../../(_shared)/define.ts";
import { DaysQuery } from "../(_schemas)/payment_reports.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";
import { moneyOf } from "../(_shared)/payment_answers.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, DaysQuery);
    if ("errors" in query) return badQuery(query.errors);
    const days = await ctx.state.app.moneyCharts.days(query.ok.days);
    const data = days.map(({ revenue, refunded, requested, paid, ...rest }) => ({
      ...rest,
      ...{ requested, paid },
      revenue: moneyOf(revenue),
      refunded: moneyOf(refunded),
      conversion: requested === 0 ? null : Math.min(1, paid / requested),
    }));
    return ctx.json({ data });
  },
});
