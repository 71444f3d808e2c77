// GET: everything that reached us about payments, the refused included, newest first.
import { define } from "../../../(_shared)/define.ts";
import { DeliveriesQuery } from "../(_schemas)/payment_reports.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, DeliveriesQuery);
    if ("errors" in query) return badQuery(query.errors);
    return ctx.json({ data: await ctx.state.app.payments.audit(query.ok) });
  },
});
