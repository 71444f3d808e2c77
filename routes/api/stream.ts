// GET: what concerns the signed-in driver, as server-sent events. `id` is the event's position, so a phone that was
// away resumes by Last-Event-ID without loss or repetition.
import type { ResponseChange } from "../../domain/responses/live.ts";
import { define } from "../(_shared)/define.ts";
import { problem } from "../(_shared)/problem.ts";
import { type Message, serverSentEvents } from "../(_shared)/server_sent_events.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session, report } = ctx.state;
    if (!session) return problem("unauthenticated");
    const resumed = Number(ctx.req.headers.get("last-event-id") ?? NaN);
    const after = Number.isSafeInteger(resumed) && resumed >= 0 ? resumed : await app.history.position();
    const open = (signal: AbortSignal) =>
      messages(app.responses.changes(session.driverId, { after, signal }));
    return serverSentEvents(open, { startId: after, report });
  },
});

async function* messages(changes: AsyncIterable<ResponseChange>): AsyncGenerator<Message> {
  for await (const { position, ...data } of changes) yield { id: position, event: "response", data };
}
