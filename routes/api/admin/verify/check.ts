// A check of the history that goes on behind: POST begins it, GET tells how far it is, once or as it moves, DELETE calls
// it off.
import type { Check } from "../../../../domain/integrity.ts";
import { define, stillSignedIn } from "../../../(_shared)/define.ts";
import { problem } from "../../../(_shared)/problem.ts";
import { type Message, serverSentEvents } from "../../../(_shared)/server_sent_events.ts";
import type { CheckAnswer } from "../(_schemas)/verify.ts";
import { accepts } from "../(_shared)/accepts.ts";

export const handler = define.handlers({
  POST(ctx) {
    const { integrity } = ctx.state.operations;
    integrity.start();
    const answer: CheckAnswer | null = integrity.newest();
    return ctx.json(answer, { status: 202, headers: { location: ctx.url.pathname } });
  },
  GET(ctx) {
    const { integrity } = ctx.state.operations;
    const answer: CheckAnswer | null = integrity.newest();
    if (answer === null) return problem("not_found");
    if (!accepts(ctx.req, "text/event-stream")) return ctx.json(answer);
    return serverSentEvents((signal) => messages(integrity.progress(signal)), {
      startId: 0,
      report: ctx.state.report,
      allowed: stillSignedIn(ctx.state),
    });
  },
  async DELETE(ctx) {
    await ctx.state.operations.integrity.callOff();
    return new Response(null, { status: 204 });
  },
});

async function* messages(states: AsyncIterable<Check>): AsyncGenerator<Message> {
  for await (const state of states) {
    yield { id: state.status === "running" ? state.checked : 0, event: "check", data: state };
  }
}
