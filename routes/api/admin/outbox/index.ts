// GET: messages to people by what became of them, newest first, a page at a time.
import { define } from "../../../(_shared)/define.ts";
import { OutboxQuery } from "../(_schemas)/outbox.ts";
import { placeText } from "../(_schemas)/place.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";
import { toOutboxQuery } from "../(_shared)/to_outbox_query.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const query = readQuery(ctx.url.searchParams, OutboxQuery);
    if ("errors" in query) return badQuery(query.errors);
    const { data, next } = await ctx.state.app.outbox.list(toOutboxQuery(query.ok));
    return ctx.json({ data, next: placeText(next) });
  },
});
