// GET: the log as it grows, as server-sent events: `id` is the position, the data a StoredEvent.
import type { StoredEvent } from "../../../../domain/shared/event.ts";
import { define, stillSignedIn } from "../../../(_shared)/define.ts";
import { TailQuery } from "../(_schemas)/events.ts";
import { fieldProblem } from "../(_shared)/fields.ts";
import { badQuery, readQuery } from "../(_shared)/query.ts";
import { type Message, serverSentEvents } from "../../../(_shared)/server_sent_events.ts";
import { toFilter } from "../(_shared)/to_filter.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { history } = ctx.state.app;
    const resumed = ctx.req.headers.get("last-event-id");
    const query = readQuery(withLastEventId(resumed, ctx.url), TailQuery);
    if ("errors" in query) return badQuery(query.errors);
    const end = await history.position();
    const { after = end } = query.ok;
    // A browser gives up at an error, so one that comes back from a history we no longer have goes on at the end.
    if (after > end && !resumed) return badQuery([fieldProblem("after", "beyond_end")]);
    const startId = Math.min(after, end);
    const filter = toFilter(query.ok);
    return serverSentEvents((signal) => messages(history.tail(startId, signal, filter)), {
      startId,
      ...(after > end && { remark: `position ${after} is not there, going on after ${end}` }),
      report: ctx.state.report,
      allowed: stillSignedIn(ctx.state),
    });
  },
});

/** A browser that reconnects repeats the first address, so its Last-Event-ID is newer than `after`. */
function withLastEventId(resumed: string | null, { searchParams }: URL): URLSearchParams {
  const params = new URLSearchParams(searchParams);
  if (resumed) params.set("after", resumed);
  return params;
}

async function* messages(events: AsyncIterable<StoredEvent>): AsyncGenerator<Message> {
  for await (const event of events) yield { id: event.position, data: event };
}
