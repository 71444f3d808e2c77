// GET: what concerns the signed-in driver, as server-sent events. `id` is the event's position, so a phone that was
// away resumes by Last-Event-ID without loss or repetition. `?recent=SECONDS` begins that far back: a page asks so for
// what happened between its drawing and its listening.
import type { Change } from "../../domain/live/mod.ts";
import { define, type State, stillSignedIn } from "../(_shared)/define.ts";
import { problem } from "../(_shared)/problem.ts";
import { type Message, serverSentEvents } from "../(_shared)/server_sent_events.ts";

/** Seconds. */
const LONGEST = 24 * 3600;

export const handler = define.handlers({
  async GET(ctx) {
    const { app, session, report } = ctx.state;
    if (!session) return problem("unauthenticated");
    const after = await startOf(ctx.req, ctx.url, app, session.driverId);
    const open = (signal: AbortSignal) => messages(app.live.changes(session.driverId, { after, signal }));
    return serverSentEvents(open, { startId: after, report, allowed: stillSignedIn(ctx.state) });
  },
});

async function startOf(req: Request, url: URL, app: State["app"], driverId: number): Promise<number> {
  const resumed = req.headers.get("last-event-id") ?? "";
  if (/^\d{1,15}$/.test(resumed)) return Math.min(Number(resumed), await app.history.position());
  const recent = Math.min(Number(url.searchParams.get("recent") ?? 0), LONGEST);
  const since = recent > 0 ? new Date(Date.now() - recent * 1000).toISOString() : null;
  const before = since === null ? null : await app.live.beforeChangesSince(driverId, since);
  return before ?? await app.history.position();
}

async function* messages(changes: AsyncIterable<Change>): AsyncGenerator<Message> {
  for await (const { position, about, data } of changes) yield { id: position, event: about, data };
}
