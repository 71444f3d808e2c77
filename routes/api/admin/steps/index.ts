// GET: work that was given up and is no message to a chat, newest first, a page at a time.
import { define } from "../../../(_shared)/define.ts";
import { placeText } from "../(_schemas)/place.ts";
import { StepsQuery } from "../(_schemas)/steps.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, StepsQuery);
    if ("errors" in query) return badQuery(query.errors);
    const { data, next } = await ctx.state.app.steps.list(query.ok);
    return ctx.json({ data, next: placeText(next) });
  },
});
