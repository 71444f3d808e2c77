// GET: the log as it grows, as server-sent events: `id` is the position, the data a StoredEvent.
import type { StoredEvent } from "../../../../domain/shared/event.ts";
import { define, stillSignedIn } from "../../../(_shared)/define.ts";
import { TailQuery } from "../(_schemas)/events.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";
import { type Message, serverSentEvents } from "../../../(_shared)/server_sent_events.ts";
import { toFilter } from "../(_shared)/to_filter.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { history } = ctx.state.app;
    const query = readQuery(withLastEventId(ctx.req, ctx.url), TailQuery);
    if ("errors" in query) return badQuery(query.errors);
    const after = query.ok.after ?? await history.position();
    const filter = toFilter(query.ok);
    return serverSentEvents((signal) => messages(history.tail(after, signal, filter)), {
      startId: after,
      report: ctx.state.report,
      allowed: stillSignedIn(ctx.state),
    });
  },
});

/** A browser that reconnects repeats the first address, so its Last-Event-ID is newer than `after`. */
function withLastEventId({ headers }: Request, { searchParams }: URL): URLSearchParams {
  const params = new URLSearchParams(searchParams);
  const lastEventId = headers.get("last-event-id");
  if (lastEventId) params.set("after", lastEventId);
  return params;
}

async function* messages(events: AsyncIterable<StoredEvent>): AsyncGenerator<Message> {
  for await (const event of events) yield { id: event.position, data: event };
}
