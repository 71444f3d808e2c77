// POST starts a rebuild of a view beside its live rows; GET tells how far the newest one is, once or as it moves.
import type { RebuildState } from "../../../../../domain/projections/mod.ts";
import { define, stillSignedIn } from "../../../../(_shared)/define.ts";
import { problem } from "../../../../(_shared)/problem.ts";
import { type Message, serverSentEvents } from "../../../../(_shared)/server_sent_events.ts";
import { accepts } from "../../(_shared)/accepts.ts";
import { rebuildAnswer } from "../../(_shared)/rebuild_answer.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const started = await ctx.state.app.projections.rebuild(ctx.params.name ?? "");
    if ("refused" in started) return problem(started.refused);
    return ctx.json(started, { status: 202, headers: { location: ctx.url.pathname } });
  },
  async GET(ctx) {
    const { projections } = ctx.state.app;
    const name = ctx.params.name ?? "";
    const newest = await projections.rebuildOf(name);
    if (newest === null || "refused" in newest) return problem("not_found");
    if (!accepts(ctx.req, "text/event-stream")) return ctx.json(rebuildAnswer(newest));
    return serverSentEvents((signal) => messages(projections.progress(name, signal)), {
      startId: newest.position,
      report: ctx.state.report,
      allowed: stillSignedIn(ctx.state),
    });
  },
});

async function* messages(states: AsyncIterable<RebuildState>): AsyncGenerator<Message> {
  for await (const state of states) {
    yield { id: state.position, event: "rebuild", data: rebuildAnswer(state) };
  }
}
