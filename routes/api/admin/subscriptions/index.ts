// GET: who has access until when, by driver.
import { define } from "../../../(_shared)/define.ts";
import { SubscriptionsQuery } from "../(_schemas)/subscriptions.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";
import { subscriptionRecord } from "../(_shared)/subscription_answers.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, SubscriptionsQuery);
    if ("errors" in query) return badQuery(query.errors);
    const { status, limit, after } = query.ok;
    const found = await ctx.state.app.subscriptions.search({
      limit,
      ...(status !== undefined && { status }),
      ...(after !== undefined && { after }),
    });
    const { subscriptions, next, counts } = found;
    return ctx.json({ data: subscriptions.map(subscriptionRecord), meta: { next, counts } });
  },
});
